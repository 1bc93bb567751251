package org.cbnet.experiments.method;

import org.hipparchus.distribution.continuous.UniformRealDistribution;
import org.hipparchus.stat.inference.KolmogorovSmirnovTest;

/**
 * Whether p-values are spread evenly over 0..1, as those of a test that keeps its level are where
 * there is nothing to find: the test of Kolmogorov and Smirnov, one sample, two-sided. p-values of
 * sign flips have steps, which it counts as a deviation of one step at most.
 */
public final class UniformityTest {
  private UniformityTest() {}

  /**
   * How likely p-values at least as uneven are.
   *
   * @param pValues at least two
   */
  public static double pValue(double[] pValues) {
    return new KolmogorovSmirnovTest()
        .kolmogorovSmirnovTest(new UniformRealDistribution(0, 1), pValues);
  }
}
