package org.cbnet.trainer.bundle;

import java.util.Map;
import java.util.TreeMap;
import org.cbnet.trainer.recipe.TrainedNetwork;
import org.cbnet.trainer.recipe.TrainingData;

/**
 * How a bundle came to be: enough to train it again and to see what might differ.
 *
 * <p>It holds no date: the same seed on the same machine gives the same bundle, byte for byte.
 */
final class Provenance {
  private Provenance() {}

  static Map<String, Object> of(
      TrainedNetwork network, TrainingData data, String label, long seed) {
    Map<String, Object> provenance = new TreeMap<>();
    provenance.put("data", data(data));
    provenance.put("seed", seed);
    provenance.put("label", label);
    provenance.put("training", new TreeMap<>(network.training()));
    provenance.put("versions", Versions.ofProcess());
    if (network.latencyOnly()) {
      provenance.put(TrainedNetwork.LATENCY_ONLY, true);
    }
    if (network.thresholdNats().isPresent()) {
      provenance.put("thresholdName", "paperT");
    }
    return provenance;
  }

  static Map<String, Object> data(TrainingData data) {
    Map<String, Object> map = new TreeMap<>();
    map.put("trainImagesSha256", DataDigest.images(data.source()));
    map.put("trainLabelsSha256", DataDigest.labels(data.source()));
    map.put("splitSha256", data.splitSha256());
    map.put("trainingImages", data.training().size());
    map.put("validationImages", data.validation().size());
    return map;
  }
}
