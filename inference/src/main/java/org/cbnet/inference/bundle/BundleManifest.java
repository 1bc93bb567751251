package org.cbnet.inference.bundle;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The content of {@code bundle.json}: everything a strategy must know to run a network as it was
 * trained.
 *
 * @param formatVersion {@link #FORMAT_VERSION}
 * @param network the network's name in evaluations ({@code lenet})
 * @param strategy the strategy it was made for ({@code edge-full})
 * @param dataset what it was trained on
 * @param classes names by class index
 * @param height rows of the input image
 * @param width columns of the input image
 * @param preprocessing pixels to input
 * @param models the ONNX graphs
 * @param entropyThresholdNats exit 1 answers below this entropy (natural log), null without exits
 * @param imageComputed whether a converted image is computed on the way to the label
 * @param cost multiply-accumulates and parameters
 * @param provenance how it came to be: data hashes, seed, epochs, versions, measured accuracy
 */
public record BundleManifest(
    int formatVersion,
    String network,
    String strategy,
    String dataset,
    List<String> classes,
    int height,
    int width,
    Preprocessing preprocessing,
    List<ModelFile> models,
    Double entropyThresholdNats,
    boolean imageComputed,
    Cost cost,
    Map<String, Object> provenance) {

  /** The only format that this version reads and writes. */
  public static final int FORMAT_VERSION = 1;

  public BundleManifest {
    if (formatVersion != FORMAT_VERSION) {
      throw new IllegalArgumentException(
          "formatVersion must be %d: %d".formatted(FORMAT_VERSION, formatVersion));
    }
    Objects.requireNonNull(network, "network is null");
    Objects.requireNonNull(strategy, "strategy is null");
    Objects.requireNonNull(dataset, "dataset is null");
    Objects.requireNonNull(preprocessing, "preprocessing is null");
    Objects.requireNonNull(cost, "cost is null");
    classes = List.copyOf(Objects.requireNonNull(classes, "classes is null"));
    models = List.copyOf(Objects.requireNonNull(models, "models is null"));
    provenance = Map.copyOf(Objects.requireNonNull(provenance, "provenance is null"));
    if (classes.size() < 2) {
      throw new IllegalArgumentException("classes must name at least 2: " + classes);
    }
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "height and width must be at least 1: %d x %d".formatted(height, width));
    }
    if (models.isEmpty()) {
      throw new IllegalArgumentException("models must hold at least one graph");
    }
    if (entropyThresholdNats != null && !(entropyThresholdNats >= 0)) {
      throw new IllegalArgumentException(
          "entropyThresholdNats must be >= 0: " + entropyThresholdNats);
    }
  }
}
