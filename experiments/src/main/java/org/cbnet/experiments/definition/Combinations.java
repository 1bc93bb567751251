package org.cbnet.experiments.definition;

import java.util.List;
import org.cbnet.inference.dataset.KnownDataSet;

/** What is right by itself and impossible together. */
final class Combinations {
  private static final double LEVEL = 0.05;
  private static final int LONGEST_ON_THE_WIRE = 64;
  private static final int TIME_LENGTH = "20261130-183000".length();

  private final Entry top;
  private final Problems problems;

  Combinations(Entry top, Problems problems) {
    this.top = top;
    this.problems = problems;
  }

  /**
   * Tells the problems what can't be combined.
   *
   * @param isComplete whether the definition has all arms that are written
   */
  void check(Definition definition, boolean isComplete) {
    if (isComplete && !definition.offloads()) {
      checkLinks();
    }
    checkName(definition);
    List<Hypothesis> hypotheses = definition.hypotheses();
    if (hypotheses.stream().anyMatch(claim -> HypothesisAssembly.isAboutLatency(claim.kind()))) {
      checkSchedule(definition);
    }
    if (definition.accuracyFrames() == 0) {
      checkAccuracy();
    }
  }

  // Records name the run: the definition, when it was begun, and the part.
  private void checkName(Definition definition) {
    int others = TIME_LENGTH + 2 + definition.longestPartName();
    int most = LONGEST_ON_THE_WIRE - others;
    if (definition.name().length() > most) {
      problems.refuse(
          top.at("name"),
          "with time and part it makes names of runs longer than %d characters"
              .formatted(LONGEST_ON_THE_WIRE),
          "shorten it to %d".formatted(most));
    }
  }

  private void checkLinks() {
    for (Entry link : top.at("links").items()) {
      if (!link.text().equals(Condition.NO_LINK)) {
        problems.refuse(
            link,
            "no arm asks the cloud, so the link changes nothing",
            "leave links out, or add an arm that asks the cloud");
      }
    }
  }

  // Processes are what is independent, and n of them can't have a p-value below 2 to the power of
  // -n; the least of so many verdicts must be below the level by their number (Holm).
  private void checkSchedule(Definition definition) {
    long verdicts =
        definition.hypotheses().stream().mapToLong(claim -> verdicts(definition, claim)).sum();
    int least = 1;
    while (Math.scalb((double) verdicts, -least) >= LEVEL) {
      least++;
    }
    if (definition.replicates() < least) {
      String what =
          "of %d verdicts none about latency can be shown with fewer than %d %s"
              .formatted(verdicts, least, definition.steersDevices() ? "devices" : "processes");
      if (definition.steersDevices()) {
        problems.refuse(top.at("agents"), what, "name more, or leave the claims out");
      } else {
        problems.refuse(top.at("schedule").at("jvms"), what, "raise it, or leave the claims out");
      }
    }
  }

  private static long verdicts(Definition definition, Hypothesis claim) {
    return HypothesisAssembly.isAboutLatency(claim.kind())
        ? definition.conditions(KnownDataSet.of(claim.dataSet())).size()
        : definition.images().size();
  }

  // Timed frames are shown again and again: they are fewer images than answers.
  private void checkAccuracy() {
    for (Entry hypothesis : top.at("hypotheses").items()) {
      if (hypothesis.at("claim").text().endsWith("accurate")) {
        problems.refuse(
            hypothesis.at("claim"),
            "a claim about accuracy is tested on accuracy-frames, of which there are 0",
            "raise accuracy-frames, or leave the claim out");
      }
    }
  }
}
