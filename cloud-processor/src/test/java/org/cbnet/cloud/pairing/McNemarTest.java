package org.cbnet.cloud.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

class McNemarTest {

  @Test
  void agreesWithWholeNumbersOfEveryTableUpToSixtyDisagreements() {
    for (int first = 0; first <= 60; first++) {
      for (int second = 0; first + second <= 60; second++) {
        double exact = exactP(first, second);

        assertThat(new McNemar(9, first, second, 3).exactP())
            .as("%d against %d", first, second)
            .isCloseTo(exact, within(1e-12 * exact));
      }
    }
  }

  @Test
  void agreesWithWholeNumbersOfManyDisagreements() {
    for (int[] table : new int[][] {{500, 600}, {1_000, 1_001}, {0, 1_000}, {300, 1_700}}) {
      double exact = exactP(table[0], table[1]);

      assertThat(new McNemar(0, table[0], table[1], 0).exactP())
          .isCloseTo(exact, within(1e-10 * exact));
    }
  }

  @Test
  void takesAThousandMillionDisagreements() {
    // Two standard deviations off the middle: the normal distribution's 4.55 %.
    long off = Math.round(Math.sqrt(1e9));

    assertThat(new McNemar(0, 500_000_000 - off, 500_000_000 + off, 0).exactP())
        .isCloseTo(0.0455, within(1e-4));
  }

  @Test
  void oneSidedItIsTheTailOfWhoIsRightMoreOften() {
    // 12 or more heads of 14 coins: 1 + 14 + 91 of 16,384.
    assertThat(new McNemar(36, 12, 2, 0).exactOneSidedP()).isCloseTo(106 / 16_384.0, within(1e-12));
    // 2 or more: all but none and one.
    assertThat(new McNemar(36, 2, 12, 0).exactOneSidedP())
        .isCloseTo(1 - 15 / 16_384.0, within(1e-12));
    assertThat(new McNemar(36, 1, 1, 0).exactOneSidedP()).isCloseTo(0.75, within(1e-12));
    assertThat(new McNemar(36, 0, 0, 0).exactOneSidedP()).isEqualTo(1);
  }

  /** The first is Newcombe's own example (1998); the others follow from Wilson's by hand. */
  @Test
  void hasTheIntervalsOfNewcombesMethod() {
    assertInterval(new McNemar(36, 12, 2, 0), 0.2, 0.0569, 0.3404);
    assertInterval(new McNemar(54, 0, 0, 0), 0, -0.0664, 0.0664);
    assertInterval(new McNemar(0, 0, 30, 0), -1, -1, -0.8395);
  }

  @Test
  void turnsAboutWithItsArms() {
    McNemar.Difference one = new McNemar(36, 12, 2, 5).accuracyDifference();
    McNemar.Difference other = new McNemar(36, 12, 2, 5).reversed().accuracyDifference();

    assertThat(other.difference()).isEqualTo(-one.difference());
    assertThat(other.low()).isCloseTo(-one.high(), within(1e-15));
    assertThat(other.high()).isCloseTo(-one.low(), within(1e-15));
  }

  private static void assertInterval(McNemar table, double difference, double low, double high) {
    McNemar.Difference of = table.accuracyDifference();
    assertThat(of.difference()).isCloseTo(difference, within(1e-12));
    assertThat(of.low()).isCloseTo(low, within(5e-5));
    assertThat(of.high()).isCloseTo(high, within(5e-5));
  }

  private static double exactP(int first, int second) {
    int n = first + second;
    BigInteger sum = BigInteger.ZERO;
    BigInteger choose = BigInteger.ONE;
    for (int i = 0; i <= Math.min(first, second); i++) {
      sum = sum.add(choose);
      choose = choose.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1));
    }
    return new BigDecimal(sum.shiftLeft(1))
        .divide(new BigDecimal(BigInteger.ONE.shiftLeft(n)), MathContext.DECIMAL64)
        .min(BigDecimal.ONE)
        .doubleValue();
  }
}
