package org.cbnet.experiments.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HolmTest {
  @Test
  void multipliesByHowManyAreLeftAndNeverFalls() {
    double[] adjusted = Holm.adjust(new double[] {0.01, 0.04, 0.03, 0.005});

    // Sorted: 0.005 x 4, 0.01 x 3, 0.03 x 2, then 0.04 x 1, which is below the one before.
    assertThat(adjusted).containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
  }

  @Test
  void staysWithinOne() {
    assertThat(Holm.adjust(new double[] {0.9, 0.8})).containsExactly(1, 1);
    assertThat(Holm.adjust(new double[] {0.2})).containsExactly(0.2);
    assertThat(Holm.adjust(new double[0])).isEmpty();
  }

  @Test
  void refusesWhatIsNoProbability() {
    assertThatThrownBy(() -> Holm.adjust(new double[] {1.5})).hasMessageContaining("1.5");
    assertThatThrownBy(() -> Holm.adjust(new double[] {Double.NaN})).hasMessageContaining("NaN");
  }

  @Test
  void uniformPValuesPassAndOthersDoNot() {
    double[] even = new SplittableRandom(1).doubles(200).toArray();
    double[] small = new SplittableRandom(1).doubles(200).map(p -> p * p).toArray();

    assertThat(UniformityTest.pValue(even)).isGreaterThan(0.05);
    assertThat(UniformityTest.pValue(small)).isLessThan(1e-6);
    // Largest distance 0.5 - 0.25 + 0.25 of two values: 1 - P(D < 0.5), by hand 0.5.
    assertThat(UniformityTest.pValue(new double[] {0.25, 0.5})).isCloseTo(0.5, within(1e-9));
  }
}
