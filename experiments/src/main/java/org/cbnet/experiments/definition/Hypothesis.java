package org.cbnet.experiments.definition;

import java.util.Objects;

/**
 * What an experiment set out to show, declared before it is run. Only these get a verdict, and
 * Holm's correction is over these.
 *
 * @param id short name
 * @param kind what is claimed
 * @param arm of which it is claimed
 * @param baseline against which
 * @param dataSet in which; every data set of the definition has its own hypothesis
 * @param margin the ratio that a speed-up must exceed (1: merely faster), or the share of accuracy
 *     that may be lost at most
 */
public record Hypothesis(
    String id, Kind kind, String arm, String baseline, String dataSet, double margin) {

  /** What can be claimed. */
  public enum Kind {
    /** The median latency of the baseline is more than the margin times the arm's. */
    FASTER("faster"),
    /** The same of means. */
    FASTER_ON_AVERAGE("faster-on-average"),
    /** The arm's accuracy is at most the margin below the baseline's. */
    NOT_LESS_ACCURATE("not-less-accurate"),
    /** The arm's accuracy is above the baseline's by more than the margin. */
    MORE_ACCURATE("more-accurate");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    /** As a definition writes it. */
    public String id() {
      return id;
    }
  }

  public Hypothesis {
    Objects.requireNonNull(id, "id is null");
    Objects.requireNonNull(kind, "kind is null");
    Objects.requireNonNull(arm, "arm is null");
    Objects.requireNonNull(baseline, "baseline is null");
    Objects.requireNonNull(dataSet, "dataSet is null");
  }
}
