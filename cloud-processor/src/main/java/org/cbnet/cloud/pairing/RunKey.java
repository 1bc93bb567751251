package org.cbnet.cloud.pairing;

import java.util.Objects;

/**
 * A run in one partition.
 *
 * @param runId run
 * @param partition of the input
 */
public record RunKey(String runId, int partition) {

  public RunKey {
    Objects.requireNonNull(runId, "runId is null");
  }
}
