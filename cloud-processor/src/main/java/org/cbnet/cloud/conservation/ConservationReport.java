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
 * @param results in decoded records
 * @param energy samples in decoded records
 * @param laws that must hold
 * @param position of the input that this reflects
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
    Results results,
    EnergySamples energy,
    List<Law> laws,
    Map<String, Long> position) {

  public ConservationReport {
    laws = List.copyOf(laws);
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
   * An equation.
   *
   * @param name as it is written
   * @param holds whether it does
   * @param left side
   * @param right side
   */
  public record Law(String name, boolean holds, long left, long right) {

    static Law equal(String name, long left, long right) {
      return new Law(name, left == right, left, right);
    }
  }
}
