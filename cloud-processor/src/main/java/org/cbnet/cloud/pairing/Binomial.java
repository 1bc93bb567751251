package org.cbnet.cloud.pairing;

/**
 * The binomial distribution of a fair coin, by Loader's saddle-point form (Fast and Accurate
 * Computation of Binomial Probabilities, 2000): as exact for a thousand million tosses as for ten.
 */
final class Binomial {
  private static final double HALF_LOG_TWO_PI = 0.9189385332046727;
  private static final int EXACT_UP_TO = 15;
  private static final double NEGLIGIBLE = 1e-18;

  private Binomial() {}

  /** The probability of at most so many heads, of no more than half of the tosses. */
  static double atMost(long heads, long tosses) {
    if (2 * heads >= tosses) {
      // Half of the outcomes, and half of those in the middle.
      return 0.5 + (tosses % 2 == 0 ? probability(tosses / 2, tosses) / 2 : 0);
    }
    double term = probability(heads, tosses);
    double sum = 0;
    for (long i = heads; i >= 0 && term > sum * NEGLIGIBLE; i--) {
      sum += term;
      term *= (double) i / (tosses - i + 1);
    }
    return sum;
  }

  private static double probability(long heads, long tosses) {
    if (heads == 0) {
      return Math.scalb(1.0, (int) Math.max(-tosses, Integer.MIN_VALUE / 2));
    }
    long tails = tosses - heads;
    double half = tosses / 2.0;
    double log =
        stirlingError((double) tosses)
            - stirlingError((double) heads)
            - stirlingError((double) tails)
            - deviance((double) heads, half)
            - deviance((double) tails, half);
    return Math.exp(log) * Math.sqrt(tosses / (2 * Math.PI * heads * (double) tails));
  }

  /** {@code log n! - log(sqrt(2 pi n) (n / e)^n)}. */
  private static double stirlingError(double n) {
    if (n <= EXACT_UP_TO) {
      double logFactorial = 0;
      for (int i = 2; i <= n; i++) {
        logFactorial += Math.log(i);
      }
      return logFactorial - (n + 0.5) * Math.log(n) + n - HALF_LOG_TWO_PI;
    }
    double square = n * n;
    return (1.0 / 12
            - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square) / square)
                / square)
        / n;
  }

  /** {@code x log(x / mean) + mean - x}, without cancellation where the two are close. */
  private static double deviance(double x, double mean) {
    double ratio = (x - mean) / (x + mean);
    if (Math.abs(ratio) >= 0.1) {
      return x * Math.log(x / mean) + mean - x;
    }
    double sum = (x - mean) * ratio;
    double power = 2 * x * ratio;
    for (int i = 3; ; i += 2) {
      power *= ratio * ratio;
      double next = sum + power / i;
      if (next == sum) {
        return sum;
      }
      sum = next;
    }
  }
}
