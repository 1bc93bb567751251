package org.cbnet.edge.spool;

import java.util.List;

/**
 * A spool at one moment.
 *
 * @param boots counters of every boot that is still spooled, oldest first; the last is this boot's
 * @param entries batches and samples that wait
 * @param bytes that they take
 */
public record SpoolStatus(List<SpoolCounters> boots, int entries, long bytes) {
  public SpoolStatus {
    boots = List.copyOf(boots);
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
