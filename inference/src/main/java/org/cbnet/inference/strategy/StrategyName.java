package org.cbnet.inference.strategy;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The strategies that this version runs, by the names that configuration and wire use. */
public enum StrategyName {
  /** The whole backbone on the device. */
  EDGE_FULL("edge-full", "lenet"),
  /** BranchyNet on the device: exit 1, else the rest. */
  EARLY_EXIT("early-exit", "branchynet"),
  /** The paper's dense converting autoencoder and truncated BranchyNet. */
  CBNET_PAPER("cbnet-paper", "cbnet-paper"),
  /** Our converting autoencoder and lightweight DNN, one graph. */
  CBNET("cbnet", "cbnet");

  private final String id;
  private final String network;

  StrategyName(String id, String network) {
    this.id = id;
    this.network = network;
  }

  public String id() {
    return id;
  }

  /** The network whose bundle it runs unless configured otherwise. */
  public String network() {
    return network;
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
