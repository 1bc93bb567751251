package org.cbnet.edge.steering;

import java.util.Objects;
import java.util.Optional;

/**
 * What the cloud wants of the loop beside its model.
 *
 * @param rate frames per second; empty for the configured one
 * @param runId run of an experiment that records name; empty for the configured one
 * @param round of a run that is named here
 */
record Terms(Optional<Double> rate, Optional<String> runId, int round) {
  /** All as configured. */
  static final Terms CONFIGURED = new Terms(Optional.empty(), Optional.empty(), 0);

  Terms {
    Objects.requireNonNull(rate, "rate is null");
    Objects.requireNonNull(runId, "runId is null");
  }

  /** Those of a state; null for none. */
  static Terms of(DesiredState state) {
    return state == null ? CONFIGURED : state.terms();
  }
}
