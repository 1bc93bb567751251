package org.cbnet.edge.capture;

import java.util.BitSet;
import java.util.Objects;
import java.util.Optional;

/**
 * Which images of a data set come, and in what order.
 *
 * @param first index of the first image
 * @param frames how many; 0 for all that follow
 * @param order of them
 * @param seed of a shuffled order
 * @param passes how often they come; 0 for ever
 * @param strata share of hard images; empty where they come as they are
 */
public record DataSetPlan(
    int first, int frames, DataSetOrder order, long seed, int passes, Optional<Strata> strata) {
  public DataSetPlan {
    Objects.requireNonNull(order, "order is null");
    Objects.requireNonNull(strata, "strata is null");
    if (first < 0 || frames < 0 || passes < 0) {
      throw new IllegalArgumentException(
          "first, frames and passes must be at least 0: %d, %d, %d"
              .formatted(first, frames, passes));
    }
  }

  /** Once, in file order. */
  public static DataSetPlan inFileOrder(int first, int frames) {
    return new DataSetPlan(first, frames, DataSetOrder.FILE, 0, 1, Optional.empty());
  }

  /** All from one on, in file order, again and again. */
  public static DataSetPlan forEver(int first) {
    return new DataSetPlan(first, 0, DataSetOrder.FILE, 0, 0, Optional.empty());
  }

  /**
   * How many of the images are hard.
   *
   * @param hardShare 0 to 1
   * @param hard indices of the hard images; not to be written to
   */
  public record Strata(double hardShare, BitSet hard) {
    public Strata {
      Objects.requireNonNull(hard, "hard is null");
      if (!(hardShare >= 0 && hardShare <= 1)) {
        throw new IllegalArgumentException("hardShare must be 0 to 1: " + hardShare);
      }
    }
  }
}
