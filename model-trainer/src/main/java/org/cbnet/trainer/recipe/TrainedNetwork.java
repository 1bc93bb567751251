package org.cbnet.trainer.recipe;

import java.util.Map;
import java.util.OptionalDouble;
import org.cbnet.inference.strategy.StrategyName;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.training.Fitted;
import org.cbnet.trainer.training.Schedule;

/**
 * A network after its training, ready to be written as a bundle.
 *
 * @param description what was trained
 * @param strategy that runs it
 * @param fitted weights and figures
 * @param schedule it was trained with
 * @param hyperParameters the recipe's other choices, by name
 * @param thresholdNats entropy threshold where it has exits
 */
public record TrainedNetwork(
    NetworkDescription description,
    StrategyName strategy,
    Fitted fitted,
    Schedule schedule,
    Map<String, Object> hyperParameters,
    OptionalDouble thresholdNats) {
  public TrainedNetwork {
    hyperParameters = Map.copyOf(hyperParameters);
  }
}
