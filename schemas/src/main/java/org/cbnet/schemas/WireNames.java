package org.cbnet.schemas;

import java.util.List;

/**
 * The words of the wire that both sides must spell alike. They are strings there because their sets
 * may grow; a reader passes on what it does not know.
 */
public final class WireNames {
  /** Outcome of a result with a label. */
  public static final String CLASSIFIED = "classified";

  /** Outcome of a result without one. */
  public static final String FAILED = "failed";

  /** The exit at the end of a network; every other one is an early exit. */
  public static final String FINAL_EXIT = "final";

  /** Status of an offload reply with a label. */
  public static final String OFFLOAD_OK = "ok";

  /** Status of an offload reply whose request's budget was over before it was computed. */
  public static final String OFFLOAD_EXPIRED = "expired";

  /** Status of an offload reply where the cloud has not this bundle, or not this cut of it. */
  public static final String OFFLOAD_UNKNOWN_BUNDLE = "unknown-bundle";

  /** Status of an offload reply to a request that can't be computed. */
  public static final String OFFLOAD_FAILED = "failed";

  /** Starts the source of an energy sample whose joules are modelled instead of metered. */
  public static final String MODELLED_SOURCE = "model:";

  /**
   * Strategies that can be asked of a device, in alphabetical order; a device refuses any other. A
   * cloud is brought up to date before the devices that know a new one.
   */
  public static final List<String> STRATEGIES =
      List.of(
          "cbnet",
          "cbnet-folded",
          "cbnet-paper",
          "cloud-full",
          "early-exit",
          "early-exit-offload",
          "edge-full",
          "encoder-classifier",
          "lenet5",
          "mlp-control",
          "nearest-prototype",
          "no-image",
          "no-reconstruction",
          "partition",
          "truncated");

  private WireNames() {}
}
