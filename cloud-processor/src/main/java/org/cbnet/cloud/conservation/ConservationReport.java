package org.cbnet.cloud.conservation;

import java.util.List;
import java.util.Map;

/**
 * Where everything went that devices have sent.
 *
 * @param acknowledged results that devices were told are on the broker, by their heartbeats
 * @param received distinct results, accepted and refused; without those of which not even the
 *     identity could be read
 * @param lost acknowledged and not received, boot by boot
 * @param duplicates results recognised as sent before, and not counted again
 * @param doubleCounted results in aggregates beyond the distinct identities seen
 * @param refused results that broke a rule
 * @param late accepted results too old for a window
 * @param records of all input topics
 * @param deadLetters of the records that were not counted
 * @param results in decoded records
 * @param energy samples in decoded records
 * @param paired outcomes of paired runs
 * @param laws that must hold
 * @param position of the input that this reflects
 * @param stale topic-partitions of the position that were read from copies
 */
public record ConservationReport(
    long acknowledged,
    long received,
    long lost,
    long duplicates,
    long doubleCounted,
    long refused,
    long late,
    Records records,
    DeadLetters deadLetters,
    Results results,
    EnergySamples energy,
    PairedOutcomes paired,
    List<Law> laws,
    Map<String, Long> position,
    List<String> stale) {

  public ConservationReport {
    laws = List.copyOf(laws);
    stale = List.copyOf(stale);
  }

  /**
   * Records.
   *
   * @param received read from the input
   * @param decoded were what they should be
   * @param undecodable were not
   * @param refused decoded, and a rule was broken
   */
  public record Records(long received, long decoded, long undecodable, long refused) {}

  /**
   * Dead letters.
   *
   * @param buried written
   * @param suppressed not written, because the device had too many
   * @param replayed counted after all; these are neither undecodable nor refused any more
   * @param withoutEffect replays that counted nothing
   */
  public record DeadLetters(long buried, long suppressed, long replayed, long withoutEffect) {}

  /**
   * Results.
   *
   * @param decoded in decoded records
   * @param accepted counted for the first time
   * @param duplicate counted before
   * @param refused broke a rule
   * @param windowed in rows of hours
   * @param late too old for a window
   * @param runTotals in rows of runs
   */
  public record Results(
      long decoded,
      long accepted,
      long duplicate,
      long refused,
      long windowed,
      long late,
      long runTotals) {}

  /**
   * Energy samples.
   *
   * @param acknowledged that devices were told are on the broker
   * @param received distinct samples, accepted and refused
   * @param lost acknowledged and not received, boot by boot
   * @param decoded in decoded records
   * @param accepted counted for the first time
   * @param duplicate counted before
   * @param refused broke a rule
   * @param windowed in rows of hours
   * @param late too old for a window
   */
  public record EnergySamples(
      long acknowledged,
      long received,
      long lost,
      long decoded,
      long accepted,
      long duplicate,
      long refused,
      long windowed,
      long late) {}

  /**
   * Outcomes of paired runs, one a result.
   *
   * @param emitted accepted results of paired runs
   * @param read by who compares them; the rest is on its way
   * @param open wait for an arm that has not had their frame yet
   * @param folded of frames that all arms had
   * @param unpaired of frames that not all arms had within an hour
   * @param repeated of an arm that had the frame before
   * @param unexpected of an arm beyond those declared
   * @param deleted of runs that were deleted
   * @param expired of runs older than runs are kept
   */
  public record PairedOutcomes(
      long emitted,
      long read,
      long open,
      long folded,
      long unpaired,
      long repeated,
      long unexpected,
      long deleted,
      long expired) {}

  /**
   * An equation, or that one side is no less than the other.
   *
   * @param name as it is written
   * @param holds whether it does
   * @param left side
   * @param right side
   */
  public record Law(String name, boolean holds, long left, long right) {

    static Law atLeast(String name, long left, long right) {
      return new Law(name, left >= right, left, right);
    }

    static Law equal(String name, long left, long right) {
      return new Law(name, left == right, left, right);
    }
  }
}
