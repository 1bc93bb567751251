package org.cbnet.experiments.definition;

import java.util.Objects;
import java.util.OptionalDouble;
import org.cbnet.inference.strategy.StrategyName;

/**
 * One contender: a strategy with the bundle that it runs.
 *
 * @param name what rows, figures and verdicts call it
 * @param strategy that runs it
 * @param bundle folder of the bundle below the data set's, for example {@code cbnet@margin}
 * @param thresholdNats overrides the bundle's entropy threshold
 */
public record Arm(String name, StrategyName strategy, String bundle, OptionalDouble thresholdNats) {
  public Arm {
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(strategy, "strategy is null");
    Objects.requireNonNull(bundle, "bundle is null");
    Objects.requireNonNull(thresholdNats, "thresholdNats is null");
  }
}
