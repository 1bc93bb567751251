package org.cbnet.experiments.bench.offload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.cbnet.inference.offload.OffloadCounts;

/** Counters of an offloader, for programs. */
final class Counts {
  private Counts() {}

  static void put(ObjectNode node, OffloadCounts counts) {
    node.put("asked", counts.asked())
        .put("answered", counts.answered())
        .put("refused", counts.refused())
        .put("unreachable", counts.unreachable())
        .put("late", counts.late())
        .put("lost", counts.lost())
        .put("open", open(counts))
        .put("foreign", counts.foreign());
  }

  /** Questions of which nothing is known yet. */
  static long open(OffloadCounts counts) {
    return counts.asked()
        - counts.answered()
        - counts.refused()
        - counts.unreachable()
        - counts.late()
        - counts.lost();
  }

  static OffloadCounts sum(OffloadCounts one, OffloadCounts other) {
    return new OffloadCounts(
        one.asked() + other.asked(),
        one.answered() + other.answered(),
        one.refused() + other.refused(),
        one.unreachable() + other.unreachable(),
        one.late() + other.late(),
        one.lost() + other.lost(),
        one.foreign() + other.foreign(),
        one.undecodable() + other.undecodable(),
        one.bytesUp() + other.bytesUp(),
        one.bytesDown() + other.bytesDown());
  }
}
