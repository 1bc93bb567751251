package org.cbnet.trainer.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.trainer.network.Graph;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.onnx.OnnxWeights;

/** Weights of networks that were trained before, from their bundles. */
public final class BundleWeights {
  private BundleWeights() {}

  /**
   * Reads a network's weights.
   *
   * @throws MissingNetworkException where it was not trained yet
   */
  public static Weights read(Path models, KnownDataSet set, NetworkDescription network)
      throws IOException {
    Path folder = models.resolve(set.id()).resolve(network.name());
    if (!Files.isDirectory(folder)) {
      throw new MissingNetworkException(network.name(), folder);
    }
    ModelBundle bundle = ModelBundle.load(folder);
    Weights weights = Weights.of(Map.of());
    for (Graph graph : network.graphs()) {
      bundle.model(graph.role());
      weights = weights.with(OnnxWeights.read(bundle.graph(graph.role())));
    }
    return weights.only(network.segments());
  }
}
