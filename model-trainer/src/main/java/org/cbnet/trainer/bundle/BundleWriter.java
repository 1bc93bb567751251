package org.cbnet.trainer.bundle;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.bundle.Cost;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.ModelFile;
import org.cbnet.inference.bundle.TensorSpec;
import org.cbnet.inference.strategy.Strategies;
import org.cbnet.trainer.network.Graph;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.onnx.OnnxGraphWriter;
import org.cbnet.trainer.recipe.Settings;
import org.cbnet.trainer.recipe.TrainedNetwork;
import org.cbnet.trainer.recipe.TrainingData;
import org.cbnet.trainer.training.Minibatch;

/**
 * Writes a trained network as a bundle under {@code <models>/<data set>/<network>/}.
 *
 * <p>A bundle appears whole or not at all: it is written to a folder beside its place, checked for
 * parity, loaded and opened as an agent would, and only then moved.
 */
public final class BundleWriter {
  /** Images that the parity check runs. */
  private static final int PARITY_IMAGES = 200;

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private final Path models;

  public BundleWriter(Path models) {
    this.models = models;
  }

  /**
   * Where a bundle went.
   *
   * @param folder of the bundle
   * @param parity largest difference between trainer and runtime
   */
  public record Written(Path folder, double parity) {}

  /** Writes and checks; an older bundle of the same name is replaced. */
  public Written write(TrainedNetwork network, TrainingData data, Settings settings)
      throws IOException {
    NetworkDescription description = network.description();
    Map<String, byte[]> graphs = new LinkedHashMap<>();
    for (Graph graph : description.graphs()) {
      graphs.put(graph.role(), OnnxGraphWriter.write(graph, network.fitted().weights()));
    }
    Minibatch images =
        data.validation().inOrder(0, Math.min(PARITY_IMAGES, data.validation().size()));
    double parity = ParityCheck.run(description, network.fitted().weights(), graphs, images);
    Path place = models.resolve(data.set().id()).resolve(description.name());
    try (PendingFolder pending = PendingFolder.beside(place)) {
      for (Graph graph : description.graphs()) {
        Files.write(pending.folder().resolve(graph.file()), graphs.get(graph.role()));
      }
      Files.writeString(
          pending.folder().resolve(ModelBundle.MANIFEST),
          JSON.writeValueAsString(manifest(network, data, settings, graphs)) + "\n");
      ModelBundle bundle = ModelBundle.load(pending.folder());
      Strategies.open(network.strategy(), bundle, network.thresholdNats()).close();
      pending.moveTo(place);
    }
    return new Written(place, parity);
  }

  private static BundleManifest manifest(
      TrainedNetwork network, TrainingData data, Settings settings, Map<String, byte[]> graphs) {
    NetworkDescription description = network.description();
    List<ModelFile> models = new ArrayList<>();
    for (Graph graph : description.graphs()) {
      models.add(
          new ModelFile(
              graph.role(),
              graph.file(),
              HexFormat.of().formatHex(Sha256.of(graphs.get(graph.role()))),
              List.of(tensor(graph, graph.input())),
              graph.outputs().stream().map(output -> tensor(graph, output)).toList()));
    }
    return new BundleManifest(
        BundleManifest.FORMAT_VERSION,
        description.name(),
        network.strategy().id(),
        data.set().id(),
        data.set().classes(),
        data.source().height(),
        data.source().width(),
        TrainingData.PREPROCESSING,
        models,
        network.thresholdNats().isPresent() ? network.thresholdNats().getAsDouble() : null,
        description.imageComputed(),
        new Cost(description.macs(), description.parameterCount()),
        Provenance.of(network, data, settings));
  }

  private static TensorSpec tensor(Graph graph, String name) {
    return new TensorSpec(name, graph.size(name).dimensions());
  }
}
