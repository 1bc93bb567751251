package org.cbnet.trainer.recipe;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.cbnet.inference.strategy.StrategyName;
import org.cbnet.trainer.network.Folding;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.training.Augmentation;
import org.cbnet.trainer.training.EpochReport;
import org.cbnet.trainer.training.Fitted;
import org.cbnet.trainer.training.Schedule;

/**
 * A network after its training, ready to be written as a bundle.
 *
 * @param description what was trained
 * @param strategy that runs it
 * @param weights of the best epoch
 * @param epochs what each came to; none where there was nothing to train
 * @param training how it was trained, for the bundle's provenance
 * @param thresholdNats entropy threshold where it has exits
 */
public record TrainedNetwork(
    NetworkDescription description,
    StrategyName strategy,
    Weights weights,
    List<EpochReport> epochs,
    Map<String, Object> training,
    OptionalDouble thresholdNats) {
  /** Key in {@code training}: true where the weights are random and only time is of interest. */
  public static final String LATENCY_ONLY = "latencyOnly";

  public TrainedNetwork {
    epochs = List.copyOf(epochs);
    training = Map.copyOf(training);
  }

  /** Out of a training. */
  static TrainedNetwork trained(
      NetworkDescription description,
      StrategyName strategy,
      Fitted fitted,
      Schedule schedule,
      Map<String, Object> hyperParameters,
      OptionalDouble thresholdNats) {
    Augmentation augmentation = schedule.augmentation();
    Map<String, Object> map = new TreeMap<>(hyperParameters);
    map.put("optimizer", "Adam, cosine decay to 0");
    map.put("epochs", schedule.epochs());
    map.put("bestEpoch", fitted.best().epoch());
    map.put("batchSize", schedule.batchSize());
    map.put("learningRate", schedule.learningRate());
    map.put("augmentationMirrors", augmentation.flip());
    map.put("augmentationShiftPixels", augmentation.shift());
    map.put("loss", fitted.best().loss());
    map.put("trainingAccuracy", fitted.best().trainingAccuracy());
    return new TrainedNetwork(
        description, strategy, fitted.weights(), fitted.epochs(), map, thresholdNats);
  }

  /** Without a training of its own. */
  static TrainedNetwork derived(
      NetworkDescription description,
      StrategyName strategy,
      Weights weights,
      Map<String, Object> training,
      OptionalDouble thresholdNats) {
    return new TrainedNetwork(description, strategy, weights, List.of(), training, thresholdNats);
  }

  /** Whether only its time is of interest. */
  public boolean latencyOnly() {
    return Boolean.TRUE.equals(training.get(LATENCY_ONLY));
  }

  /**
   * As it is deployed: normalisations folded, weights rounded to half precision, which halves the
   * files and changes no accuracy that can be seen; both before anything is validated.
   */
  public Folding deployed() {
    Folding folded = Folding.of(description, weights);
    return new Folding(folded.description(), folded.weights().roundedToHalf());
  }
}
