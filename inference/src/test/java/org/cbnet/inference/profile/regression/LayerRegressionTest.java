package org.cbnet.inference.profile.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.assertj.core.data.Percentage;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.Layer;
import org.cbnet.inference.partition.LayerKind;
import org.cbnet.inference.partition.LayerWork;
import org.cbnet.inference.partition.Partition;
import org.cbnet.inference.profile.CutTimes;
import org.cbnet.inference.profile.LayerProfile;
import org.cbnet.inference.profile.LayerSums;
import org.cbnet.inference.profile.LayerTime;
import org.cbnet.inference.profile.ProfileSource;
import org.cbnet.inference.profile.TestProfiles;
import org.cbnet.inference.profile.Timing;
import org.junit.jupiter.api.Test;

/** Layers whose times follow a law that is known. */
class LayerRegressionTest {
  private static final double NOISE = 0.05;
  private static final Instant DATE = Instant.parse("2026-02-01T00:00:00Z");

  private final Random random = new Random(5);

  @Test
  void recoversALawFromNoisyLayers() {
    LayerRegression regression =
        LayerRegression.fit(List.of(layers('a', LayerKind.CONV, 120, LayerRegressionTest::conv)));

    KindFit fit = regression.kinds().get(0);
    assertThat(fit.kind()).isEqualTo(LayerKind.CONV);
    assertThat(fit.form()).isEqualTo("linear");
    assertThat(fit.layers()).isEqualTo(120);
    assertThat(fit.heldOutError()).isLessThan(2 * NOISE);
    assertThat(fit.coefficients().get(0)).isCloseTo(2_000, Percentage.withPercentage(15));
    assertThat(fit.coefficients().get(1)).isCloseTo(0.02, Percentage.withPercentage(10));
    assertThat(fit.coefficients().get(2)).isCloseTo(0.2, Percentage.withPercentage(15));
    assertThat(fit.coefficients().get(3)).isCloseTo(0.5, Percentage.withPercentage(15));
    assertThat(regression.call()).isEqualTo(Timing.of((double) TestProfiles.CALL));
  }

  @Test
  void takesPowersWhereTheyFitBetter() {
    LayerRegression regression =
        LayerRegression.fit(
            List.of(
                layers('a', LayerKind.GEMM, 120, work -> 50 * Math.sqrt((double) work.macs()))));

    KindFit fit = regression.kinds().get(0);
    assertThat(fit.form()).isEqualTo("log");
    assertThat(fit.coefficients().get(1)).isCloseTo(0.5, within(0.05));
    LayerWork work = new LayerWork(1_000_000, 0, 2_000, 1_000_000);
    assertThat(regression.addedNanos(LayerKind.GEMM, work))
        .isCloseTo(50_000, Percentage.withPercentage(10));
  }

  @Test
  void neverPredictsATimeBelowZero() {
    for (LayerKind kind : LayerKind.values()) {
      // Larger layers seem to take less, smaller ones less than a call.
      LayerRegression regression =
          LayerRegression.fit(
              List.of(layers('a', kind, 30, work -> 1_000 - work.elements() + noise(3_000))));

      for (int i = 0; i < 1_000; i++) {
        assertThat(regression.addedNanos(kind, work())).as(kind.id()).isGreaterThanOrEqualTo(0);
      }
      assertThat(regression.addedNanos(kind, new LayerWork(0, 0, 0, 0))).isGreaterThanOrEqualTo(0);
    }
  }

  @Test
  void theNetworkLeftOutIsNotSeen() throws IOException {
    ModelBundle lenet = bundle("lenet");
    List<LayerProfile> others = allKinds();
    List<LayerProfile> withOwn = new ArrayList<>(others);
    withOwn.add(absurd('d', "lenet"));
    withOwn.add(absurd('e', "lenet"));
    Partition partition = Partition.of(lenet);

    LayerProfile without = LayerRegression.fit(others).predict(lenet, partition, DATE);

    assertThat(LayerRegression.fitWithout(withOwn, lenet).predict(lenet, partition, DATE))
        .isEqualTo(without);
    // It would have made a difference.
    assertThat(LayerRegression.fit(withOwn).predict(lenet, partition, DATE).cuts())
        .isNotEqualTo(without.cuts());
    assertThatThrownBy(() -> LayerRegression.fitWithout(List.of(absurd('d', "lenet")), lenet))
        .hasMessageStartingWith("no profile is of another network than lenet");
  }

  @Test
  void aPredictedProfileIsTheSumOfItsLayers() throws IOException {
    ModelBundle lenet = bundle("lenet");
    Partition partition = Partition.of(lenet);

    LayerProfile predicted = LayerRegression.fit(allKinds()).predict(lenet, partition, DATE);

    predicted.checkFits(lenet, partition);
    assertThat(predicted.source()).isEqualTo(ProfileSource.REGRESSION);
    assertThat(predicted.machine()).isEqualTo(TestProfiles.HERE);
    assertThat(predicted.rounds()).isZero();
    assertThat(predicted.measuredAt()).isEqualTo("2026-02-01T00:00:00Z");
    assertThat(predicted.layers())
        .extracting(LayerTime::name)
        .isEqualTo(partition.layers().stream().map(Layer::name).toList());
    assertThat(predicted.cuts()).isEqualTo(LayerSums.of(predicted).cuts());
    long before = 0;
    for (Cut cut : partition.cuts()) {
      CutTimes times = predicted.cut(cut.id());
      assertThat(times.headOrNone().medianNanos()).isGreaterThanOrEqualTo(before);
      before = times.headOrNone().medianNanos();
    }
  }

  @Test
  void aKindThatWasNotMeasuredIsNamed() throws IOException {
    ModelBundle lenet = bundle("lenet");
    Partition partition = Partition.of(lenet);
    LayerRegression regression =
        LayerRegression.fit(List.of(layers('a', LayerKind.POOL, 5, work -> 10)));

    assertThatThrownBy(() -> regression.predict(lenet, partition, DATE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no layer of kind conv was measured on made up, only [pool]");
  }

  @Test
  void profilesOfTwoMachinesAreNotMixed() {
    LayerTime layer = TestProfiles.layer("a", LayerKind.CONV, 1, work(), 5);

    assertThatThrownBy(
            () ->
                LayerRegression.fit(
                    List.of(
                        TestProfiles.of('a', "one", TestProfiles.HERE, layer),
                        TestProfiles.of('b', "two", TestProfiles.PI, layer))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("profiles are of two machines");
    assertThatThrownBy(() -> LayerRegression.fit(List.of()))
        .hasMessage("give at least one profile to predict from");
    LayerProfile sums = LayerSums.of(TestProfiles.of('a', "one", TestProfiles.HERE, layer));
    assertThatThrownBy(() -> LayerRegression.fit(List.of(sums)))
        .hasMessageStartingWith("the profile of one is summed");
  }

  @Test
  void layersOfEqualWorkAreHeldOutTogether() {
    LayerWork work = new LayerWork(100, 100, 100, 100);
    LayerTime layer = TestProfiles.layer("a", LayerKind.GEMM, 1, work, 900);

    KindFit fit =
        LayerRegression.fit(
                List.of(TestProfiles.of('a', "one", TestProfiles.HERE, layer, layer, layer)))
            .kinds()
            .get(0);

    assertThat(fit.heldOutError()).isNaN();
  }

  private List<LayerProfile> allKinds() {
    List<LayerProfile> profiles = new ArrayList<>();
    for (LayerKind kind : LayerKind.values()) {
      profiles.add(layers('b', kind, 20, LayerRegressionTest::conv));
    }
    return profiles;
  }

  private LayerProfile absurd(char hash, String network) {
    return TestProfiles.of(
        hash,
        network,
        TestProfiles.HERE,
        Arrays.stream(LayerKind.values())
            .flatMap(kind -> layers('a', kind, 20, work -> 100 * conv(work)).layers().stream())
            .toArray(LayerTime[]::new));
  }

  private LayerProfile layers(
      char hash, LayerKind kind, int count, ToDoubleFunction<LayerWork> law) {
    LayerTime[] layers = new LayerTime[count];
    for (int i = 0; i < count; i++) {
      LayerWork work = work();
      double added = law.applyAsDouble(work) * (1 + noise(NOISE));
      layers[i] = TestProfiles.layer("l" + i, kind, 1, work, Math.max(-TestProfiles.CALL, added));
    }
    return TestProfiles.of(hash, kind.id(), TestProfiles.HERE, layers);
  }

  private static double conv(LayerWork work) {
    return 2_000 + 0.02 * work.macs() + 0.2 * work.patches() + 0.5 * work.elements();
  }

  private double noise(double width) {
    return width * random.nextGaussian();
  }

  // Sizes over some orders of magnitude, as layers have.
  private LayerWork work() {
    return new LayerWork(size(1e3, 1e7), size(1e3, 1e5), size(1e2, 1e5), size(1e2, 1e5));
  }

  private long size(double least, double most) {
    return Math.round(least * Math.pow(most / least, random.nextDouble()));
  }

  private static ModelBundle bundle(String network) throws IOException {
    return ModelBundle.load(Path.of("..", "models", "fashion-mnist", network));
  }
}
