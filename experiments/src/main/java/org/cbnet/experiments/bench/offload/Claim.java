package org.cbnet.experiments.bench.offload;

import java.util.Objects;

/**
 * Something that was to hold in this run.
 *
 * @param what is claimed, with the figure that was seen
 * @param holds whether it does
 */
record Claim(String what, boolean holds) {
  Claim {
    Objects.requireNonNull(what, "what is null");
  }

  @Override
  public String toString() {
    return (holds ? "holds  " : "FAILS  ") + what;
  }
}
