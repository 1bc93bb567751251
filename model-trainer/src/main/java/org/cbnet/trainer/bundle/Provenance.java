package org.cbnet.trainer.bundle;

import java.util.Map;
import java.util.TreeMap;
import org.cbnet.trainer.recipe.Settings;
import org.cbnet.trainer.recipe.TrainedNetwork;
import org.cbnet.trainer.recipe.TrainingData;
import org.cbnet.trainer.split.CommittedSplits;
import org.cbnet.trainer.training.Augmentation;
import org.cbnet.trainer.training.Fitted;
import org.cbnet.trainer.training.Schedule;

/**
 * How a bundle came to be: enough to train it again and to see what might differ.
 *
 * <p>It holds no date: the same seed on the same machine gives the same bundle, byte for byte.
 */
final class Provenance {
  private Provenance() {}

  static Map<String, Object> of(TrainedNetwork network, TrainingData data, Settings settings) {
    Map<String, Object> provenance = new TreeMap<>();
    provenance.put("data", data(data));
    provenance.put("seed", settings.seed());
    provenance.put("training", training(network));
    provenance.put("validationAccuracy", network.fitted().best().validationAccuracy());
    provenance.put("versions", Versions.ofProcess());
    return provenance;
  }

  private static Map<String, Object> data(TrainingData data) {
    Map<String, Object> map = new TreeMap<>();
    map.put("trainImagesSha256", DataDigest.images(data.source()));
    map.put("trainLabelsSha256", DataDigest.labels(data.source()));
    map.put("splitSha256", CommittedSplits.sha256(data.set()));
    map.put("trainingImages", data.training().size());
    map.put("validationImages", data.validation().size());
    return map;
  }

  private static Map<String, Object> training(TrainedNetwork network) {
    Schedule schedule = network.schedule();
    Fitted fitted = network.fitted();
    Augmentation augmentation = schedule.augmentation();
    Map<String, Object> map = new TreeMap<>(network.hyperParameters());
    map.put("optimizer", "Adam, cosine decay to 0");
    map.put("epochs", schedule.epochs());
    map.put("bestEpoch", fitted.best().epoch());
    map.put("batchSize", schedule.batchSize());
    map.put("learningRate", schedule.learningRate());
    map.put("augmentationMirrors", augmentation.flip());
    map.put("augmentationShiftPixels", augmentation.shift());
    map.put("loss", fitted.best().loss());
    map.put("trainingAccuracy", fitted.best().trainingAccuracy());
    return map;
  }
}
