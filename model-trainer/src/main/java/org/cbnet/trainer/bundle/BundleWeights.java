package org.cbnet.trainer.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.cbnet.inference.bundle.ModelBundle;
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
   * @param folder of its bundle
   * @throws MissingNetworkException where it was not trained yet
   */
  static Weights read(Path folder, NetworkDescription network) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new MissingNetworkException(network.name(), folder);
    }
    ModelBundle bundle = TrainedForm.load(folder);
    Weights weights = Weights.of(Map.of());
    for (Graph graph : network.graphs()) {
      bundle.model(graph.role());
      weights = weights.with(OnnxWeights.read(bundle.graph(graph.role())));
    }
    return weights.only(network.segments());
  }

  /** The identity of the bundle in a folder. */
  static String hash(Path folder) throws IOException {
    return ModelBundle.load(folder).hash();
  }
}
