package org.cbnet.trainer.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.cbnet.trainer.evaluation.BundleProvenance;
import org.cbnet.trainer.evaluation.latency.Ratio;

/**
 * Whether two evaluations tell the same: two speed-ups agree where they are of the same bundle and
 * their intervals have a value in common.
 *
 * @param sameBaseline whether the network that all are compared with is the same bundle in both
 * @param rows one a network and kind of speed-up; the baseline's own, always 1, are not among them
 */
public record RunComparison(boolean sameBaseline, List<Row> rows) {
  private static final List<String> KINDS = List.of("speedupVsLenet", "meanSpeedupVsLenet");
  private static final List<String> CONDITIONS = List.of("dataset", "frames", "provider");

  public RunComparison {
    rows = List.copyOf(rows);
  }

  /**
   * One speed-up of one network in both runs.
   *
   * @param network name of the row
   * @param kind key of the figure
   * @param first of the first run; null where it has none
   * @param second of the second run; null where it has none
   * @param anotherBundle whether both runs have the network, and not the same bundle of it
   */
  public record Row(String network, String kind, Ratio first, Ratio second, boolean anotherBundle) {
    /** Whether both have a figure of the same bundle, and the intervals overlap. */
    public boolean agrees() {
      return !anotherBundle && first != null && second != null && first.overlaps(second);
    }

    /** Whether each run's figure lies in the other's interval: more than agreement asks. */
    public boolean pointsWithin() {
      return first != null
          && second != null
          && first.holds(second.ratio())
          && second.holds(first.ratio());
    }
  }

  /**
   * Compares two runs.
   *
   * @throws IllegalArgumentException where they are of another data set, number of frames or
   *     provider
   */
  public static RunComparison of(RecordedRun first, RecordedRun second) {
    for (String condition : CONDITIONS) {
      if (!first.text(condition).equals(second.text(condition))) {
        throw new IllegalArgumentException(
            "runs under other conditions do not compare: %s %s and %s"
                .formatted(condition, first.text(condition), second.text(condition)));
      }
    }
    Set<String> names = new TreeSet<>(first.models().keySet());
    names.addAll(second.models().keySet());
    names.remove(BundleProvenance.BASELINE);
    List<Row> rows = new ArrayList<>();
    for (String name : names) {
      for (String kind : KINDS) {
        rows.add(
            new Row(
                name,
                kind,
                first.ratio(name, kind),
                second.ratio(name, kind),
                anotherBundle(first, second, name)));
      }
    }
    return new RunComparison(!anotherBundle(first, second, BundleProvenance.BASELINE), rows);
  }

  /** Whether all agree, and the baseline is the same. */
  public boolean agrees() {
    return sameBaseline && rows.stream().allMatch(Row::agrees);
  }

  // A file that does not tell its bundles proves nothing about them.
  private static boolean anotherBundle(RecordedRun first, RecordedRun second, String network) {
    Optional<String> bundle = first.bundle(network);
    return first.models().containsKey(network)
        && second.models().containsKey(network)
        && (bundle.isEmpty() || !bundle.equals(second.bundle(network)));
  }
}
