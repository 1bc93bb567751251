package org.cbnet.experiments.summary;

import java.util.List;
import java.util.Objects;
import org.cbnet.experiments.definition.Condition;

/**
 * All arms under one condition.
 *
 * @param baseline name of the arm that others are compared with
 */
public record ConditionSummary(Condition condition, String baseline, List<ArmSummary> arms) {
  public ConditionSummary {
    Objects.requireNonNull(condition, "condition is null");
    Objects.requireNonNull(baseline, "baseline is null");
    arms = List.copyOf(arms);
  }
}
