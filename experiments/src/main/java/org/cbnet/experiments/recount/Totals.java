package org.cbnet.experiments.recount;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.cbnet.schemas.Topics;

/** What a prefix of the topics comes to. Not thread-safe. */
public final class Totals {
  private long records;
  private long undecodable;
  private final Kind results = new Kind();
  private final Kind energySamples = new Kind();
  private final Map<HourKey, HourRow> hours = new HashMap<>();
  private final Map<String, Long> runs = new TreeMap<>();
  private final Map<String, Long> devices = new TreeMap<>();

  /** Counts of results, or of energy samples. */
  public static final class Kind {
    private long decoded;
    private long accepted;
    private long duplicates;
    private long refused;
    private long late;

    public long decoded() {
      return decoded;
    }

    public long accepted() {
      return accepted;
    }

    public long duplicates() {
      return duplicates;
    }

    public long refused() {
      return refused;
    }

    public long late() {
      return late;
    }

    private void add(Effect effect, int sign) {
      decoded += sign * effect.decoded;
      accepted += sign * effect.accepted;
      duplicates += sign * effect.duplicates;
      refused += sign * effect.refused;
      late += sign * effect.late;
    }
  }

  /** Adds what a record changes, or takes it back where the sign is -1. */
  void add(String partition, Effect effect, int sign) {
    records += sign;
    undecodable += effect.undecodable ? sign : 0;
    boolean isBatch = partition.startsWith(Topics.INFERENCE_RESULTS.name());
    (isBatch ? results : energySamples).add(effect, sign);
    effect.hours.forEach((hour, row) -> hours.merge(hour, row.times(sign), Totals::sum));
    if (isBatch && effect.accepted > 0) {
      devices.merge(effect.deviceId, sign * effect.accepted, Totals::sum);
      if (!effect.runId.isEmpty()) {
        runs.merge(effect.runId, sign * effect.accepted, Totals::sum);
      }
    }
  }

  // What has come to nothing is no row.
  private static HourRow sum(HourRow one, HourRow other) {
    HourRow sum = one.plus(other);
    return sum.equals(HourRow.NONE) ? null : sum;
  }

  private static Long sum(Long one, Long other) {
    return one + other == 0 ? null : one + other;
  }

  /** Records of all topics recounted. */
  public long records() {
    return records;
  }

  /** Of these, what is no record of its topic. */
  public long undecodable() {
    return undecodable;
  }

  public Kind results() {
    return results;
  }

  public Kind energySamples() {
    return energySamples;
  }

  /** Rows of hours; what was late is in none. */
  public Map<HourKey, HourRow> hours() {
    return hours;
  }

  /** Accepted results by run. */
  public Map<String, Long> runs() {
    return runs;
  }

  /** Accepted results by device. */
  public Map<String, Long> devices() {
    return devices;
  }
}
