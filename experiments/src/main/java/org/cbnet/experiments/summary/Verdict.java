package org.cbnet.experiments.summary;

import java.util.Objects;
import org.cbnet.experiments.definition.Condition;
import org.cbnet.experiments.definition.Hypothesis;

/**
 * What became of a declared hypothesis under one condition.
 *
 * @param hypothesis as it was declared
 * @param condition under which it was tested
 * @param estimate the ratio, or the difference of accuracies as a share
 * @param pValue of its test, not corrected
 * @param adjustedPValue by Holm, over all declared hypotheses of the run
 * @param isShown whether the adjusted p-value is below 0.05; where not, nothing is shown, which is
 *     not that the arms are equal
 */
public record Verdict(
    Hypothesis hypothesis,
    Condition condition,
    Figure estimate,
    double pValue,
    double adjustedPValue,
    boolean isShown) {
  public Verdict {
    Objects.requireNonNull(hypothesis, "hypothesis is null");
    Objects.requireNonNull(condition, "condition is null");
    Objects.requireNonNull(estimate, "estimate is null");
  }
}
