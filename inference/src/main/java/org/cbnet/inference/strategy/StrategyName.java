package org.cbnet.inference.strategy;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The strategies that this version runs, by the names that configuration and wire use. */
public enum StrategyName {
  /** The whole backbone on the device. */
  EDGE_FULL("edge-full", "lenet"),
  /** BranchyNet on the device: exit 1, else the rest. */
  EARLY_EXIT("early-exit", "branchynet"),
  /** Exit 1 on the device, what is hard in the cloud. */
  EARLY_EXIT_OFFLOAD("early-exit-offload", "branchynet", "early-exit"),
  /** The image goes to the cloud, the whole backbone runs there. */
  CLOUD_FULL("cloud-full", "lenet", "edge-full"),
  /** One backbone in two, the cut chosen as link and load change. */
  PARTITION("partition", "lenet", "edge-full"),
  /** The paper's dense converting autoencoder and truncated BranchyNet. */
  CBNET_PAPER("cbnet-paper", "cbnet-paper"),
  /** Our converting autoencoder and lightweight DNN, one graph. */
  CBNET("cbnet", "cbnet"),
  /** Baseline: LeNet-5. */
  LENET5("lenet5", "lenet5"),
  /** Baseline: BranchyNet's exit 1 for every image. */
  TRUNCATED("truncated", "truncated"),
  /** Control: the paper's encoder with a linear classifier, no image made. */
  MLP_CONTROL("mlp-control", "mlp-control"),
  /** Control: the easy image nearest to the paper's converted image. */
  NEAREST_PROTOTYPE("nearest-prototype", "nearest-prototype"),
  /** Our CBNet with the decoder merged into the lightweight DNN: no image is made. */
  CBNET_FOLDED("cbnet-folded", "cbnet-folded"),
  /** Control: our CBNet trained for the label alone. */
  NO_RECONSTRUCTION("no-reconstruction", "no-reconstruction"),
  /** Control: our encoder with the lightweight DNN's hidden layer, no image made. */
  NO_IMAGE("no-image", "no-image"),
  /** Control: our encoder with a linear classifier. */
  ENCODER_CLASSIFIER("encoder-classifier", "encoder-classifier");

  private final String id;
  private final String network;
  private final String bundles;

  StrategyName(String id, String network) {
    this(id, network, id);
  }

  StrategyName(String id, String network, String bundles) {
    this.id = id;
    this.network = network;
    this.bundles = bundles;
  }

  public String id() {
    return id;
  }

  /** The network whose bundle it runs unless configured otherwise. */
  public String network() {
    return network;
  }

  /** The strategy whose bundles it runs, by its {@link #id()}: mostly its own. */
  public String bundles() {
    return bundles;
  }

  /** Whether it asks the cloud, so that it needs {@link Offloading}. */
  public boolean offloads() {
    return this == EARLY_EXIT_OFFLOAD || this == CLOUD_FULL || this == PARTITION;
  }

  /** Finds a strategy by its {@link #id()}. */
  public static StrategyName of(String id) {
    return Arrays.stream(values())
        .filter(name -> name.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown strategy '%s': choose one of %s".formatted(id, ids())));
  }

  private static String ids() {
    return Arrays.stream(values()).map(StrategyName::id).collect(Collectors.joining(", "));
  }
}
