package org.cbnet.experiments.method;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Corrects for several hypotheses at once: the chance that any true one is rejected stays below the
 * level, whatever they have to do with each other (Holm, "A simple sequentially rejective multiple
 * test procedure", Scandinavian Journal of Statistics 6, 1979).
 */
public final class Holm {
  private Holm() {}

  /**
   * Adjusted p-values, in the order given: reject where one is at most the level.
   *
   * @param pValues of all declared hypotheses, each 0..1
   */
  public static double[] adjust(double[] pValues) {
    for (double pValue : pValues) {
      if (!(pValue >= 0 && pValue <= 1)) {
        throw new IllegalArgumentException("a p-value must be in [0, 1]: " + pValue);
      }
    }
    int[] ascending =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[pValues.length];
    double largest = 0;
    for (int rank = 0; rank < ascending.length; rank++) {
      double multiplied = (pValues.length - rank) * pValues[ascending[rank]];
      largest = Math.max(largest, Math.min(1, multiplied));
      adjusted[ascending[rank]] = largest;
    }
    return adjusted;
  }
}
