package org.cbnet.cloud.stats;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What an {@link Aggregate} says, to read.
 *
 * @param appended when its records were appended
 * @param tally counts of results
 * @param bytes moved
 * @param exits classified results by exit
 * @param confusion of the labelled
 * @param stages times by stage
 * @param energySamples counted
 * @param energy by source
 */
public record Figures(
    Appended appended,
    Tally tally,
    Bytes bytes,
    Map<String, Long> exits,
    Matrix confusion,
    Map<Stage, Latency> stages,
    long energySamples,
    Map<String, Energy> energy) {

  public Figures {
    exits = Map.copyOf(exits);
    stages = Map.copyOf(stages);
    energy = Map.copyOf(energy);
  }

  /**
   * Append times, milliseconds since 1970-01-01 UTC.
   *
   * @param firstMillis of the first record
   * @param lastMillis of the last record
   */
  public record Appended(long firstMillis, long lastMillis) {}

  /**
   * Counts of results.
   *
   * @param results classified and failed
   * @param replayed spooled over an outage
   * @param failed without a label
   * @param labelled classified, and the true label is known
   * @param correct of the labelled, predicted right
   * @param offloaded with bytes sent to the cloud
   * @param fellBack answered locally in place of the cloud
   */
  public record Tally(
      long results,
      long replayed,
      long failed,
      long labelled,
      long correct,
      long offloaded,
      long fellBack) {

    /** Results with a label. */
    public long classified() {
      return results - failed;
    }

    /** Share of the labelled that was predicted right. */
    public OptionalDouble accuracy() {
      return labelled == 0
          ? OptionalDouble.empty()
          : OptionalDouble.of((double) correct / labelled);
    }
  }

  /**
   * How often which class was taken for which.
   *
   * @param classes edge of the square; 0 where nothing is labelled
   * @param cells counts by true class x classes + predicted class
   */
  public record Matrix(int classes, List<Long> cells) {

    public Matrix {
      cells = List.copyOf(cells);
    }
  }

  /**
   * Bytes moved.
   *
   * @param offloadUp to the cloud for inference
   * @param down back to the device
   * @param telemetry of the record values that carried the results
   */
  public record Bytes(long offloadUp, long down, long telemetry) {

    /** All bytes up. */
    public long up() {
      return offloadUp + telemetry;
    }
  }

  /** Times from pixels to label, where there are any. */
  public Optional<Latency> total() {
    return Optional.ofNullable(stages.get(Stage.TOTAL));
  }

  /** Energy of the metered sources, by source in order. */
  public Map<String, Energy> metered() {
    return sources(source -> !Energy.isModelled(source));
  }

  /** Energy of the modelled sources, by source in order. */
  public Map<String, Energy> modelled() {
    return sources(Energy::isModelled);
  }

  private Map<String, Energy> sources(Predicate<String> chosen) {
    Map<String, Energy> of = new TreeMap<>(energy);
    of.keySet().removeIf(chosen.negate());
    return of;
  }
}
