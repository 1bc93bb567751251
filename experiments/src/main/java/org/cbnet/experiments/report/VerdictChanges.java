package org.cbnet.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cbnet.experiments.summary.Summary;
import org.cbnet.experiments.summary.Verdict;

/** Tells which verdicts are others in a second run. */
final class VerdictChanges {
  private VerdictChanges() {}

  /** A line a change, and one where there is none or a run is invalid. */
  static List<String> of(Summary first, Summary second) {
    if (!first.isValid() || !second.isValid()) {
      return List.of("No verdicts: a run is invalid.");
    }
    List<String> changes = new ArrayList<>();
    for (Verdict verdict : first.verdicts()) {
      Optional<Verdict> other = find(second, verdict);
      if (other.isEmpty()) {
        changes.add(change(verdict, outcome(verdict), "not declared so"));
      } else if (other.get().isShown() != verdict.isShown()) {
        changes.add(change(verdict, outcome(verdict), outcome(other.get())));
      }
    }
    second.verdicts().stream()
        .filter(verdict -> find(first, verdict).isEmpty())
        .forEach(verdict -> changes.add(change(verdict, "not declared so", outcome(verdict))));
    changes.add(0, changes.isEmpty() ? "Verdicts: none is another." : "Verdicts that are others:");
    return List.copyOf(changes);
  }

  private static Optional<Verdict> find(Summary summary, Verdict verdict) {
    return summary.verdicts().stream()
        .filter(
            other ->
                other.hypothesis().equals(verdict.hypothesis())
                    && other.condition().equals(verdict.condition()))
        .findFirst();
  }

  private static String change(Verdict verdict, String before, String after) {
    return "  %s (%s): A %s, B %s"
        .formatted(
            VerdictText.claim(verdict.hypothesis()),
            ConditionText.of(verdict.condition()),
            before,
            after);
  }

  private static String outcome(Verdict verdict) {
    return verdict.isShown() ? "shown" : "not shown";
  }
}
