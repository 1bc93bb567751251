package org.cbnet.cloud.pairing;

import java.util.Objects;

/**
 * One partition's row of two arms of a cohort.
 *
 * @param cohort whose frames
 * @param first arm; the lesser of the two
 * @param second arm
 * @param partition of the outcomes
 */
public record PairKey(Cohort cohort, Arm first, Arm second, int partition) {

  public PairKey {
    Objects.requireNonNull(cohort, "cohort is null");
    if (first.compareTo(second) >= 0) {
      throw new IllegalArgumentException("%s must be less than %s".formatted(first, second));
    }
  }
}
