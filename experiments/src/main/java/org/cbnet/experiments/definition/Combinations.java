package org.cbnet.experiments.definition;

import java.util.List;

/** What is right by itself and impossible together. */
final class Combinations {
  private static final int LEAST_PROCESSES = 2;

  /** The smallest sign-flip p-value of 5 is 1/32: with fewer, nothing could be shown. */
  private static final int LEAST_SESSIONS = 5;

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
    List<Hypothesis> hypotheses = definition.hypotheses();
    if (hypotheses.stream().anyMatch(claim -> HypothesisAssembly.isAboutLatency(claim.kind()))) {
      checkSchedule(definition.schedule());
    }
    if (definition.accuracyFrames() == 0) {
      checkAccuracy();
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

  private void checkSchedule(Schedule schedule) {
    if (schedule.jvms() < LEAST_PROCESSES) {
      problems.refuse(
          top.at("schedule").at("jvms"),
          "a claim about latency needs at least %d processes".formatted(LEAST_PROCESSES),
          "raise it, or leave the claim out");
    }
    int sessions = schedule.jvms() * schedule.sessions();
    if (sessions < LEAST_SESSIONS) {
      problems.refuse(
          top.at("schedule").place(),
          "jvms times sessions is %d, and a claim about latency needs at least %d"
              .formatted(sessions, LEAST_SESSIONS),
          "raise one of them, or leave the claim out");
    }
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
