package org.cbnet.inference.profile.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.cbnet.inference.partition.LayerKind;
import org.cbnet.inference.partition.LayerWork;
import org.cbnet.inference.profile.CutTimes;
import org.cbnet.inference.profile.LayerProfile;
import org.cbnet.inference.profile.LayerTime;
import org.cbnet.inference.profile.Machine;
import org.cbnet.inference.profile.ProfileSource;
import org.cbnet.inference.profile.TestProfiles;
import org.cbnet.inference.profile.Timing;
import org.junit.jupiter.api.Test;

class MachineScaleTest {
  private static final LayerWork WORK = new LayerWork(1, 1, 1, 1);

  // On the Pi convolutions take 10 times as long, products 4 times.
  private final MachineScale scale =
      MachineScale.between(
          calibration('c', TestProfiles.HERE, 1, 1), calibration('c', TestProfiles.PI, 10, 4));

  @Test
  void ratiosAreByKind() {
    assertThat(scale.kinds())
        .hasSize(2)
        .containsEntry(LayerKind.CONV, 10.0)
        .containsEntry(LayerKind.GEMM, 4.0);
    assertThat(scale.call()).isEqualTo(1);
    assertThat(scale.overall()).isEqualTo((10 * 30_000 + 4 * 20_000) / 50_000.0, within(1e-9));
  }

  @Test
  void aHalfIsAsMuchSlowerAsItsLayers() {
    LayerProfile scaled = scale.scale(network(TestProfiles.HERE));

    assertThat(scaled.machine()).isEqualTo(TestProfiles.PI);
    assertThat(scaled.source()).isEqualTo(ProfileSource.SCALED);
    assertThat(scaled.bundleHash()).isEqualTo(TestProfiles.hash('a'));
    assertThat(scaled.cuts())
        .containsExactly(
            // A call of 4 us, and 36 us of equal parts of both kinds.
            new CutTimes("input", null, Timing.of(4_000 + 7 * 36_000)),
            new CutTimes("1:a", Timing.of(4_000 + 10 * 16_000), Timing.of(4_000 + 4 * 21_000)),
            new CutTimes("2:output", Timing.of(4_000 + 7 * 36_000), null));
    assertThat(scaled.layers())
        .extracting(layer -> layer.alone().medianNanos())
        .containsExactly(4_000L + 10 * 20_000, 4_000L + 4 * 20_000);
  }

  @Test
  void callsHaveARatioOfTheirOwn() {
    LayerProfile here = calibration('c', TestProfiles.HERE, 1, 1);
    // Its calls take 5 times as long, and what layers add just as long.
    LayerProfile slowCalls =
        new LayerProfile(
            LayerProfile.FORMAT_VERSION,
            ProfileSource.MEASURED,
            here.bundleHash(),
            here.network(),
            TestProfiles.PI,
            here.measuredAt(),
            here.rounds(),
            Timing.of(20_000),
            List.of(),
            here.layers().stream()
                .map(
                    layer ->
                        new LayerTime(
                            layer.name(),
                            layer.kind(),
                            layer.operators(),
                            layer.firstCut(),
                            layer.work(),
                            Timing.of(layer.alone().medianNanos() + 16_000.0)))
                .toList());

    MachineScale calls = MachineScale.between(here, slowCalls);

    assertThat(calls.call()).isEqualTo(5);
    assertThat(calls.overall()).isEqualTo(1);
    // 4 us of call become 20, the other 36 stay.
    assertThat(calls.scale(network(TestProfiles.HERE)).cut("input").tail())
        .isEqualTo(Timing.of(56_000));
  }

  @Test
  void aKindWithoutARatioTakesThatOfAll() {
    LayerProfile reference = calibration('c', TestProfiles.HERE, 1, 1);
    LayerTime pool = TestProfiles.layer("p", LayerKind.POOL, 1, WORK, 10_000);
    LayerProfile pools =
        TestProfiles.of(
            'b',
            "pools",
            TestProfiles.HERE,
            List.of(new CutTimes("1:p", Timing.of(14_000), null)),
            List.of(pool));

    MachineScale doubled = MachineScale.between(reference, calibration('c', TestProfiles.PI, 2, 2));

    assertThat(doubled.scale(pools).cut("1:p").head()).isEqualTo(Timing.of(24_000));
  }

  @Test
  void onlyTheSameLayersAreCompared() {
    assertThatThrownBy(
            () ->
                MachineScale.between(
                    calibration('c', TestProfiles.HERE, 1, 1),
                    calibration('d', TestProfiles.PI, 1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("machines are compared by the same layers");
  }

  @Test
  void onlyProfilesOfTheReferenceMachineAreScaled() {
    assertThatThrownBy(() -> scale.scale(network(TestProfiles.PI)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the profile of net is measured on Machine[processor=BCM2711");
  }

  private static LayerProfile network(Machine machine) {
    return TestProfiles.of(
        'a',
        "net",
        machine,
        List.of(
            new CutTimes("input", null, Timing.of(40_000)),
            new CutTimes("1:a", Timing.of(20_000), Timing.of(25_000)),
            new CutTimes("2:output", Timing.of(40_000), null)),
        List.of(
            TestProfiles.layer("a", LayerKind.CONV, 1, WORK, 20_000),
            TestProfiles.layer("b", LayerKind.GEMM, 2, WORK, 20_000)));
  }

  private static LayerProfile calibration(char hash, Machine machine, double conv, double gemm) {
    return TestProfiles.of(
        hash,
        "calibration",
        machine,
        TestProfiles.layer("a", LayerKind.CONV, 1, WORK, conv * 10_000),
        TestProfiles.layer("b", LayerKind.CONV, 1, WORK, conv * 20_000),
        TestProfiles.layer("c", LayerKind.GEMM, 1, WORK, gemm * 20_000));
  }
}
