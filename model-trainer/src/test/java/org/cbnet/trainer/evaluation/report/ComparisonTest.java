package org.cbnet.trainer.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.cbnet.trainer.evaluation.accuracy.AccuracyDifference;
import org.cbnet.trainer.evaluation.latency.Ratio;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  @Test
  void whatIsShownFasterAndAsAccurateBeats() {
    assertThat(comparison(-0.001, 0.002, 0.8, 0.9).dominated()).isTrue();
    assertThat(comparison(0.001, 0.004, 0.8, 0.9).dominated()).isFalse();
    // A ratio that noise alone put on this side.
    assertThat(comparison(-0.001, 0.002, 0.99, 1.01).dominated()).isFalse();
  }

  @Test
  void whatIsAsFastAndShownMoreAccurateBeats() {
    assertThat(comparison(-0.003, -0.001, 0.98, 1.05).dominated()).isTrue();
    assertThat(comparison(-0.003, -0.001, 1.03, 1.06).dominated()).isTrue();
    assertThat(comparison(-0.003, -0.001, 1.04, 1.12).dominated()).isFalse();
  }

  // The middle of each interval is its mean.
  private static Comparison comparison(
      double difference, double high, double ratioLow, double ratioHigh) {
    return new Comparison(
        "cbnet",
        "other",
        new AccuracyDifference(difference, difference - 0.01, high, difference - 0.01, 5, 5),
        null,
        new Ratio((ratioLow + ratioHigh) / 2, ratioLow, ratioHigh),
        new Ratio(1, 1, 1));
  }
}
