package org.cbnet.cloud.pairing;

import java.util.Objects;

/**
 * One partition's row of a cohort; queries add them up.
 *
 * @param cohort whose
 * @param partition of the outcomes
 */
public record CohortKey(Cohort cohort, int partition) {

  public CohortKey {
    Objects.requireNonNull(cohort, "cohort is null");
  }
}
