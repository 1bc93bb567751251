package org.cbnet.edge.spool;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A spool at one moment.
 *
 * @param boots counters of every boot that is still spooled, and of drained ones that nobody was
 *     told yet, oldest first; the last is this boot's
 * @param entries batches and samples that wait
 * @param bytes that they take
 * @param holdsInference whether inference waits for room now
 * @param trouble why they can't be written to the disk; empty where they can
 */
public record SpoolStatus(
    List<SpoolCounters> boots,
    int entries,
    long bytes,
    boolean holdsInference,
    Optional<String> trouble) {
  public SpoolStatus {
    boots = List.copyOf(boots);
    Objects.requireNonNull(trouble, "trouble is null");
    if (boots.isEmpty()) {
      throw new IllegalArgumentException("boots must hold at least this boot");
    }
  }

  /** The counters of this boot. */
  public SpoolCounters current() {
    return boots.get(boots.size() - 1);
  }

  /** Results that wait, of all boots. */
  public long spooledResults() {
    return boots.stream().mapToLong(SpoolCounters::spooled).sum();
  }
}
