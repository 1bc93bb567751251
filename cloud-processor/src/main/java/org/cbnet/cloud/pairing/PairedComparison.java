package org.cbnet.cloud.pairing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cbnet.cloud.pairing.PairedReport.CohortReport;

/** Adds the partitions of a run up and compares with a baseline. Not thread-safe. */
public final class PairedComparison {
  private static final Comparator<Cohort> BY_NAME =
      Comparator.comparing(Cohort::dataset)
          .thenComparing(Cohort::board)
          .thenComparing(Cohort::linkProfile);

  private final SortedMap<Cohort, Sum> cohorts = new TreeMap<>(BY_NAME);

  private record Arms(Arm first, Arm second) implements Comparable<Arms> {

    @Override
    public int compareTo(Arms other) {
      int order = first.compareTo(other.first);
      return order == 0 ? second.compareTo(other.second) : order;
    }
  }

  private static final class Sum {
    private final PairingCounts counts = new PairingCounts();
    private final SortedMap<Arms, PairRow> pairs = new TreeMap<>();
    private int declaredArms;
  }

  /** Adds one partition's row of a cohort. */
  public void add(Cohort cohort, CohortRow row) {
    Sum sum = sum(cohort);
    sum.counts.merge(row.counts());
    sum.declaredArms = Math.max(sum.declaredArms, row.declaredArms());
  }

  /** Adds one partition's row of a pair. */
  public void add(PairKey key, PairRow row) {
    sum(key.cohort())
        .pairs
        .computeIfAbsent(new Arms(key.first(), key.second()), any -> PairRow.empty())
        .merge(row);
  }

  /**
   * What it comes to; nothing where the run is not paired.
   *
   * @param baseline strategy to compare with
   * @param position of the outcomes that this reflects
   */
  public Optional<PairedReport> report(String baseline, Map<String, Long> position) {
    if (cohorts.isEmpty()) {
      return Optional.empty();
    }
    List<CohortReport> reports = new ArrayList<>();
    cohorts.forEach((cohort, sum) -> reports.add(report(cohort, sum, baseline)));
    return Optional.of(new PairedReport(reports, position));
  }

  private Sum sum(Cohort cohort) {
    return cohorts.computeIfAbsent(cohort, any -> new Sum());
  }

  private static CohortReport report(Cohort cohort, Sum sum, String baseline) {
    List<PairReport> pairs = new ArrayList<>();
    sum.pairs.forEach(
        (arms, row) -> {
          if (arms.first.strategy().equals(baseline)) {
            pairs.add(PairReport.of(arms.second, arms.first, true, row, sum.counts));
          } else if (arms.second.strategy().equals(baseline)) {
            pairs.add(PairReport.of(arms.first, arms.second, false, row, sum.counts));
          }
        });
    pairs.sort(
        Comparator.comparing(PairReport::name)
            .thenComparing(PairReport::model)
            .thenComparing(PairReport::config));
    return new CohortReport(
        cohort.dataset().isEmpty() ? null : cohort.dataset(),
        cohort.board(),
        cohort.linkProfile().isEmpty() ? null : cohort.linkProfile(),
        sum.declaredArms,
        sum.counts.count(PairingCounter.FRAMES),
        sum.counts.count(PairingCounter.OPEN_FRAMES),
        sum.counts.count(PairingCounter.UNPAIRED_FRAMES),
        sum.counts.count(PairingCounter.UNPAIRED),
        sum.counts.count(PairingCounter.REPEATED),
        sum.counts.count(PairingCounter.UNEXPECTED),
        pairs);
  }
}
