package org.cbnet.experiments.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SignFlipsTest {
  @Test
  void triesAllFlipsOfAFew() {
    // Sums of 1, 2 and 3 with all signs: 6, 4, 2, 0, 0, -2, -4, -6.
    assertThat(SignFlips.oneSided(new double[] {1, 2, 3}, 1)).isEqualTo(1 / 8.0);
    assertThat(SignFlips.twoSided(new double[] {1, 2, 3}, 1)).isEqualTo(2 / 8.0);
    assertThat(SignFlips.oneSided(new double[] {-1, 2, 3}, 1)).isEqualTo(2 / 8.0);
    assertThat(SignFlips.oneSided(new double[] {1, 2, -3}, 1)).isEqualTo(5 / 8.0);
    assertThat(SignFlips.twoSided(new double[] {1, 2, -3}, 1)).isEqualTo(1);
  }

  @Test
  void equalSumsAreEqualInWhateverOrderTheyAreAdded() {
    // 0.1 + 0.2 + 0.3 is not 0.3 + 0.2 + 0.1.
    assertThat(SignFlips.twoSided(new double[] {0.1, 0.2, 0.3}, 1)).isEqualTo(2 / 8.0);
  }

  @Test
  void drawsFlipsOfMany() {
    double[] effects = new double[20];
    Arrays.fill(effects, 0, 15, 1);
    Arrays.fill(effects, 15, 20, -1);

    // 15 heads or more of 20 coins.
    assertThat(SignFlips.oneSided(effects, 1)).isCloseTo(0.0207, within(0.003));
    assertThat(SignFlips.twoSided(effects, 1)).isCloseTo(0.0414, within(0.004));
    assertThat(SignFlips.oneSided(effects, 1)).isEqualTo(SignFlips.oneSided(effects, 1));
  }

  @Test
  void noPValueIsZero() {
    double[] effects = new double[60];
    Arrays.fill(effects, 1);

    assertThat(SignFlips.oneSided(effects, 1)).isEqualTo(1.0 / 20_001);
    assertThat(SignFlips.smallest(60)).isEqualTo(1.0 / 20_001);
    assertThat(SignFlips.smallest(5)).isEqualTo(1 / 32.0);
  }
}
