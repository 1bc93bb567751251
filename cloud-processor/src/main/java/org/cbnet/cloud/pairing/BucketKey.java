package org.cbnet.cloud.pairing;

import java.util.Objects;

/**
 * Up to 64 frames of a round with neighbouring numbers.
 *
 * @param cohort whose frames
 * @param round within the run
 * @param prefix of the frames' ids
 * @param bucket number by 64
 */
public record BucketKey(Cohort cohort, int round, String prefix, long bucket) {

  public BucketKey {
    Objects.requireNonNull(cohort, "cohort is null");
    Objects.requireNonNull(prefix, "prefix is null");
  }
}
