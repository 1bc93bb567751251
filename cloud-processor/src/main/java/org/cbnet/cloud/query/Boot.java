package org.cbnet.cloud.query;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.cbnet.cloud.dedup.BootId;
import org.cbnet.cloud.dedup.BootLedger;
import org.cbnet.cloud.dedup.Sightings;

/**
 * A boot of a device: what of it has come, and what has not.
 *
 * @param installId installation
 * @param bootNumber boot within it
 * @param lastReceived when the last record was appended that named it, ISO 8601
 * @param results it sent
 * @param energySamples it sent
 */
public record Boot(
    String installId, long bootNumber, String lastReceived, Seen results, Seen energySamples) {
  static final Comparator<Boot> NEWEST_FIRST =
      Comparator.comparing(Boot::lastReceived)
          .thenComparing(Boot::bootNumber)
          .reversed()
          .thenComparing(Boot::installId);

  /**
   * Sequence numbers of a boot.
   *
   * @param intervals that were seen, ascending; between two of them is a gap
   * @param accepted counted
   * @param refused that broke a rule
   * @param dropped that the device gave up
   * @param acknowledged that the device was told are on the broker
   * @param lost acknowledged and not received
   */
  public record Seen(
      List<Interval> intervals,
      long accepted,
      long refused,
      long dropped,
      long acknowledged,
      long lost) {
    static Seen of(Sightings seen) {
      return new Seen(
          seen.spans().stream().map(span -> new Interval(span.first(), span.last())).toList(),
          seen.accepted(),
          seen.refused(),
          seen.dropped(),
          seen.acknowledged(),
          seen.lost());
    }
  }

  /**
   * Consecutive numbers.
   *
   * @param first of them
   * @param last of them, included
   */
  public record Interval(long first, long last) {}

  static Boot of(BootId id, BootLedger ledger) {
    return new Boot(
        id.installId(),
        id.bootNumber(),
        Instant.ofEpochMilli(ledger.lastAppendMillis()).toString(),
        Seen.of(ledger.results()),
        Seen.of(ledger.energySamples()));
  }
}
