package org.cbnet.experiments.definition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cbnet.experiments.definition.Hypothesis.Kind;
import org.cbnet.inference.dataset.KnownDataSet;

/** Makes hypotheses of what is written, one for each data set that is meant. */
final class HypothesisAssembly {
  private static final double LARGEST_SPEEDUP = 100;
  private static final double LARGEST_SHARE = 0.5;

  private final ArmNames arms;
  private final List<String> dataSets;
  private final Problems problems;
  private final Set<String> seen = new HashSet<>();

  HypothesisAssembly(ArmNames arms, List<KnownDataSet> dataSets, Problems problems) {
    this.arms = arms;
    this.dataSets = dataSets.stream().map(KnownDataSet::id).toList();
    this.problems = problems;
  }

  /** All of a definition; without what the problems tell. */
  List<Hypothesis> hypotheses(Entry top) {
    List<Hypothesis> hypotheses = new ArrayList<>();
    for (Entry entry : top.at("hypotheses").items()) {
      Entry own = entry.at("baseline");
      checkArms(entry, own, own.isGiven() ? own : top.at("baseline"));
      String baseline = (own.isGiven() ? own : top.at("baseline")).text();
      checkMargin(entry.at("margin"), kind(entry));
      for (String dataSet : meant(entry.at("data-set"))) {
        checkUnique(entry.at("id"), dataSet);
        hypotheses.add(
            new Hypothesis(
                entry.at("id").text(),
                kind(entry),
                entry.at("arm").text(),
                baseline,
                dataSet,
                entry.at("margin").value().doubleValue()));
      }
    }
    return hypotheses;
  }

  private void checkArms(Entry entry, Entry own, Entry baseline) {
    arms.check(entry.at("arm"));
    // The definition's baseline was checked where it stands.
    if (own.isGiven()) {
      arms.check(own);
    }
    if (entry.at("arm").text().equals(baseline.text())) {
      problems.refuse(
          entry.at("arm"), "is compared with itself", "name another arm or another baseline");
    }
  }

  private void checkMargin(Entry margin, Kind kind) {
    double least = isAboutLatency(kind) ? 1 : 0;
    double most = isAboutLatency(kind) ? LARGEST_SPEEDUP : LARGEST_SHARE;
    double value = margin.value().doubleValue();
    if (!(value >= least && value <= most)) {
      problems.refuse(
          margin,
          "the margin of %s must be in [%s, %s]".formatted(kind.id(), least, most),
          isAboutLatency(kind)
              ? "give the ratio that the speed-up must exceed"
              : "give a share of accuracy, 0.01 for a point");
    }
  }

  private List<String> meant(Entry dataSet) {
    if (!dataSet.isGiven()) {
      return dataSets;
    }
    if (!dataSets.contains(dataSet.text())) {
      problems.refuse(
          dataSet, "is not one of data-sets", "choose one of " + String.join(", ", dataSets));
      return List.of();
    }
    return List.of(dataSet.text());
  }

  private void checkUnique(Entry id, String dataSet) {
    if (!seen.add(id.text() + " " + dataSet)) {
      problems.refuse(id, "is used before for " + dataSet, "give it an id of its own");
    }
  }

  /** Whether times are compared, so that processes are the unit of replication. */
  static boolean isAboutLatency(Kind kind) {
    return switch (kind) {
      case FASTER, FASTER_ON_AVERAGE -> true;
      case NOT_LESS_ACCURATE, MORE_ACCURATE -> false;
    };
  }

  private static Kind kind(Entry entry) {
    String claim = entry.at("claim").text();
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.id().equals(claim))
        .findFirst()
        .orElseThrow();
  }
}
