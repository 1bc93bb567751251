package org.cbnet.trainer.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.bundle.Cost;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.ModelFile;
import org.cbnet.inference.bundle.TensorSpec;
import org.cbnet.inference.strategy.Strategies;
import org.cbnet.trainer.network.Folding;
import org.cbnet.trainer.network.Graph;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.network.Size;
import org.cbnet.trainer.onnx.OnnxGraphWriter;
import org.cbnet.trainer.recipe.TrainedNetwork;
import org.cbnet.trainer.recipe.TrainingData;
import org.cbnet.trainer.training.Minibatch;

/**
 * Writes a trained network as a bundle.
 *
 * <p>A bundle appears whole or not at all: it is written to a folder beside its place, checked for
 * parity, opened as an agent would, shown the validation images, and only then moved.
 */
public final class BundleWriter {
  /** Images that the parity check runs. */
  private static final int PARITY_IMAGES = 200;

  private static final String VALIDATION_ACCURACY = "validationAccuracy";

  private final TrainingData data;

  public BundleWriter(TrainingData data) {
    this.data = data;
  }

  /**
   * Where a bundle went.
   *
   * @param folder of the bundle
   * @param sha256 of its manifest: the bundle's identity
   * @param parity largest difference between trainer and runtime
   * @param validationAccuracy of the bundle as agents run it; NaN where it has random weights
   */
  public record Written(Path folder, String sha256, double parity, double validationAccuracy) {}

  /**
   * Writes and checks; an older bundle in its place is replaced.
   *
   * @param label how the network was trained
   * @param parents SHA-256 of the bundles that it builds on, by network
   */
  public Written write(
      TrainedNetwork network, String label, long seed, Map<String, String> parents, Path place)
      throws IOException {
    Folding deployed = network.deployed();
    Map<String, byte[]> graphs = new LinkedHashMap<>();
    for (Graph graph : deployed.description().graphs()) {
      graphs.put(graph.role(), OnnxGraphWriter.write(graph, deployed.weights()));
    }
    double parity = parity(deployed, graphs);
    Map<String, Object> provenance = Provenance.of(network, data, label, seed);
    if (!parents.isEmpty()) {
      provenance.put("parents", new TreeMap<>(parents));
    }
    try (PendingFolder pending = PendingFolder.beside(place)) {
      for (Graph graph : deployed.description().graphs()) {
        Files.write(pending.folder().resolve(graph.file()), graphs.get(graph.role()));
      }
      BundleManifest manifest = manifest(network, graphs, provenance);
      ManifestFile.write(pending.folder(), manifest);
      double accuracy = Double.NaN;
      try (InferenceStrategy strategy =
          Strategies.open(
              network.strategy(), ModelBundle.load(pending.folder()), network.thresholdNats())) {
        if (!network.latencyOnly()) {
          accuracy = ValidationAccuracy.of(strategy, data);
        }
      }
      if (!network.latencyOnly()) {
        provenance.put(VALIDATION_ACCURACY, accuracy);
        ManifestFile.write(pending.folder(), manifest(network, graphs, provenance));
      }
      String sha256 = ModelBundle.load(pending.folder()).hash();
      TrainingCurve.write(network, pending.folder());
      pending.moveTo(place);
      return new Written(place, sha256, parity, accuracy);
    }
  }

  private double parity(Folding deployed, Map<String, byte[]> graphs) throws IOException {
    Size input = deployed.description().input();
    int images = Math.min(PARITY_IMAGES, data.validation().size());
    Minibatch batch =
        input.equals(Size.of(1, data.source().height(), data.source().width()))
            ? data.validation().inOrder(0, images)
            : Minibatch.ramp(2, input.get(1), input.get(2));
    return ParityCheck.run(deployed.description(), deployed.weights(), graphs, batch);
  }

  private BundleManifest manifest(
      TrainedNetwork network, Map<String, byte[]> graphs, Map<String, Object> provenance) {
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
        description.input().get(1),
        description.input().get(2),
        TrainingData.PREPROCESSING,
        models,
        network.thresholdNats().isPresent() ? network.thresholdNats().getAsDouble() : null,
        description.imageComputed(),
        new Cost(description.macs(), description.parameterCount()),
        provenance);
  }

  private static TensorSpec tensor(Graph graph, String name) {
    return new TensorSpec(name, graph.size(name).dimensions());
  }
}
