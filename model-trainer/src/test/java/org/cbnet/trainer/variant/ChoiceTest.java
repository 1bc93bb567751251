package org.cbnet.trainer.variant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.trainer.evaluation.latency.Ratio;
import org.junit.jupiter.api.Test;

class ChoiceTest {
  private static final Ratio OWN = new Ratio(1, 1, 1);
  private static final Ratio SURELY_FASTER = new Ratio(1.2, 1.1, 1.3);
  private static final Ratio FASTER_WITHIN_NOISE = new Ratio(1.3, 1.02, 1.6);

  @Test
  void takesTheFastestOfThoseThatAreAccurateEnough() throws IOException {
    // 10 of 5,000 is 0.2 point.
    assertThat(chosen(4_590, SURELY_FASTER, 4_595, new Ratio(1.1, 1.05, 1.2))).isEqualTo(1);
    assertThat(chosen(4_589, SURELY_FASTER, 4_595, new Ratio(1.1, 1.05, 1.2))).isEqualTo(2);
  }

  @Test
  void staysWithTheOwnFormWhereTheGainMayBeNoise() throws IOException {
    assertThat(chosen(4_600, FASTER_WITHIN_NOISE, 4_600, FASTER_WITHIN_NOISE)).isZero();
    assertThat(chosen(4_600, FASTER_WITHIN_NOISE, 4_600, SURELY_FASTER)).isEqualTo(2);
  }

  @Test
  void staysWithTheOwnFormWhereAllAreSlower() throws IOException {
    Ratio slower = new Ratio(0.7, 0.6, 0.8);

    assertThat(chosen(5_000, slower, 5_000, slower)).isZero();
  }

  private static int chosen(int correct1, Ratio ratio1, int correct2, Ratio ratio2)
      throws IOException {
    ModelBundle bundle = TestModels.master("lenet");
    Variant variant = new Variant(Execution.SINGLE, Treatment.FP32);
    return Choice.of(
        List.of(
            new VariantCandidate(variant, bundle, 5_000, 4_600),
            new VariantCandidate(variant, bundle, 5_000, correct1),
            new VariantCandidate(variant, bundle, 5_000, correct2)),
        List.of(OWN, ratio1, ratio2));
  }
}
