package org.cbnet.inference.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.cbnet.inference.partition.LayerKind;
import org.cbnet.inference.partition.LayerWork;
import org.junit.jupiter.api.Test;

class LayerSumsTest {
  private static final LayerWork WORK = new LayerWork(1, 1, 1, 1);

  private static final LayerProfile PROFILE =
      TestProfiles.of(
          'a',
          "net",
          TestProfiles.HERE,
          List.of(
              new CutTimes("input", null, Timing.of(40_000)),
              new CutTimes("1:a", Timing.of(10_000), Timing.of(40_000)),
              new CutTimes("2:output", Timing.of(50_000), null)),
          List.of(
              TestProfiles.layer("a", LayerKind.CONV, 1, WORK, 5_000),
              TestProfiles.layer("b", LayerKind.CONV, 2, WORK, 30_000),
              TestProfiles.layer("c", LayerKind.GEMM, 2, WORK, 11_000)));

  @Test
  void aHalfIsACallAndWhatItsLayersAdd() {
    LayerProfile sums = LayerSums.of(PROFILE);

    assertThat(sums.source()).isEqualTo(ProfileSource.SUMMED);
    assertThat(sums.cuts())
        .containsExactly(
            new CutTimes("input", null, Timing.of(50_000)),
            new CutTimes("1:a", Timing.of(9_000), Timing.of(45_000)),
            new CutTimes("2:output", Timing.of(50_000), null));
  }

  @Test
  void aLayerThatSeemsQuickerThanACallAddsNothing() {
    LayerTime layer =
        new LayerTime("a", LayerKind.RESHAPE, List.of("Flatten"), 1, WORK, Timing.of(10));

    assertThat(layer.addedNanos(PROFILE.call())).isZero();
  }

  @Test
  void errorsAreInProportionToWhatWasMeasured() {
    PredictionError error = PredictionError.of(LayerSums.of(PROFILE), PROFILE);

    assertThat(error.cuts())
        .containsExactly(
            new PredictionError.CutError("input", null, 0.25),
            new PredictionError.CutError("1:a", 0.9 - 1, 0.125),
            new PredictionError.CutError("2:output", 0.0, null));
    assertThat(error.median()).isEqualTo((0.1 + 0.125) / 2, within(1e-12));
    assertThat(error.worst()).isEqualTo(0.25);
  }

  @Test
  void profilesOfTwoBundlesAreNotCompared() {
    LayerProfile other =
        TestProfiles.of('b', "net", TestProfiles.HERE, PROFILE.cuts(), PROFILE.layers());

    assertThatThrownBy(() -> PredictionError.of(other, PROFILE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("compare profiles of one bundle: bbbb");
  }

  @Test
  void rejectsWhatIsNoProfile() {
    assertThatThrownBy(() -> PROFILE.cut("3:x"))
        .hasMessageContaining("has no cut '3:x', only [input, 1:a, 2:output]");
    assertThatThrownBy(() -> new CutTimes("1:a", null, null))
        .hasMessage("cut 1:a has neither head nor tail");
    CutTimes twice = PROFILE.cuts().get(1);
    assertThatThrownBy(
            () ->
                TestProfiles.of(
                    'a', "net", TestProfiles.HERE, List.of(twice, twice), PROFILE.layers()))
        .hasMessage("cut 1:a is there twice");
    assertThatThrownBy(() -> TestProfiles.of('x', "net", TestProfiles.HERE))
        .hasMessageContaining("bundleHash must be 64 lower-case hex digits: xxx");
    assertThatThrownBy(() -> TestProfiles.of('a', "net", TestProfiles.HERE))
        .hasMessage("a profile has cuts or layers");
  }
}
