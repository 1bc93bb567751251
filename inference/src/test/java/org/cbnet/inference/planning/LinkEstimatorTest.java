package org.cbnet.inference.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LinkEstimatorTest {
  private static final LinkEstimate WIFI = new LinkEstimate(2_400_000, 533);
  private static final LinkEstimate SLOW = new LinkEstimate(300_000_000, 10_417);

  private final LinkEstimator estimator = new LinkEstimator();

  @Test
  void knowsNothingBeforeTheFirstSample() {
    assertThat(estimator.estimate()).isEmpty();
  }

  @Test
  void findsRoundTripAndBandwidthFromTwoSizes() {
    feed(WIFI, 10);

    LinkEstimate found = estimator.estimate().orElseThrow();
    assertThat(found.baseNanos()).isCloseTo(WIFI.baseNanos(), Percentage.withPercentage(1));
    assertThat(found.nanosPerByte()).isCloseTo(WIFI.nanosPerByte(), Percentage.withPercentage(1));
    assertThat(found.bitsPerSecondUp()).isCloseTo(15e6, Percentage.withPercentage(1));
  }

  @Test
  void oneSizeTellsOfNoBandwidth() {
    for (int i = 0; i < 50; i++) {
      estimator.add(1000, WIFI.nanos(1000));
    }

    assertThat(estimator.estimate().orElseThrow().nanosPerByte()).isZero();
    assertThat(estimator.estimate().orElseThrow().nanos(1000))
        .isCloseTo(WIFI.nanos(1000), within(1.0));
  }

  @Test
  void aBandwidthOnceKnownStaysWhileAllSamplesAreOfOneSize() {
    feed(WIFI, 10);
    for (int i = 0; i < 100; i++) {
      estimator.add(900, WIFI.nanos(900));
    }

    assertThat(estimator.estimate().orElseThrow().nanos(3000))
        .isCloseTo(WIFI.nanos(3000), Percentage.withPercentage(2));
  }

  @Test
  void oneLatePacketBendsLittle() {
    feed(WIFI, 20);

    estimator.add(64, 500_000_000);

    assertThat(estimator.changes()).isZero();
    assertThat(estimator.estimate().orElseThrow().nanos(1000))
        .isCloseTo(WIFI.nanos(1000), Percentage.withPercentage(15));
  }

  @Test
  void threeSamplesOfAnotherLinkAreTheOther() {
    feed(WIFI, 50);
    feed(SLOW, 3);

    assertThat(estimator.changes()).isEqualTo(1);
    assertThat(estimator.estimate().orElseThrow().nanos(1000))
        .isCloseTo(SLOW.nanos(1000), Percentage.withPercentage(1));

    feed(SLOW, 5);
    feed(WIFI, 3);

    assertThat(estimator.changes()).isEqualTo(2);
    assertThat(estimator.estimate().orElseThrow().nanos(1000))
        .isCloseTo(WIFI.nanos(1000), Percentage.withPercentage(1));
  }

  @Test
  void jitterIsNoOtherLink() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 2_000; i++) {
      int bytes = i % 2 == 0 ? 64 : 2048;
      double jitter = -200_000 * Math.log(1 - random.nextDouble());
      estimator.add(bytes, WIFI.nanos(bytes) + jitter);
    }

    assertThat(estimator.changes()).isLessThanOrEqualTo(2);
    assertThat(estimator.estimate().orElseThrow().nanos(1000))
        .isCloseTo(WIFI.nanos(1000) + 200_000, Percentage.withPercentage(10));
  }

  @Test
  void aBusyMachineIsNoOtherLinkEither() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 2_000; i++) {
      int bytes = new int[] {64, 2048, 64, 8192}[i % 4];
      // Waits for its processor as long as for the link, some times much longer.
      double waiting = -3_000_000 * Math.log(1 - random.nextDouble());
      estimator.add(bytes, WIFI.nanos(bytes) + waiting);
    }

    assertThat(estimator.changes()).isLessThanOrEqualTo(20);
    assertThat(estimator.estimate().orElseThrow().nanos(12_000))
        .isCloseTo(WIFI.nanos(12_000) + 3_000_000, Percentage.withPercentage(40));
  }

  @Test
  void neverAnswersWithANegativeTime() {
    estimator.add(64, -5);
    estimator.add(2048, 0);
    estimator.add(64, 9_000_000);
    estimator.add(2048, 10);

    LinkEstimate found = estimator.estimate().orElseThrow();
    assertThat(found.baseNanos()).isNotNegative();
    assertThat(found.nanosPerByte()).isNotNegative();
  }

  @Test
  void forgetsWhenTold() {
    feed(WIFI, 5);

    estimator.forget();

    assertThat(estimator.estimate()).isEmpty();
  }

  private void feed(LinkEstimate link, int samples) {
    for (int i = 0; i < samples; i++) {
      int bytes = i % 2 == 0 ? 64 : 2048;
      estimator.add(bytes, link.nanos(bytes));
    }
  }
}
