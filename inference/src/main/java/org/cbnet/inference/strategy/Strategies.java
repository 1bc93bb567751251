package org.cbnet.inference.strategy;

import java.util.OptionalDouble;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;

/** Opens strategies by name. */
public final class Strategies {
  private Strategies() {}

  /**
   * Opens a strategy on a bundle that was made for it.
   *
   * @param thresholdNats overrides the bundle's entropy threshold where the strategy has exits
   * @throws BundleException where the bundle is another strategy's or its graphs are unusable
   */
  public static InferenceStrategy open(
      StrategyName name, ModelBundle bundle, OptionalDouble thresholdNats) throws BundleException {
    if (!bundle.manifest().strategy().equals(name.id())) {
      throw new BundleException(
          bundle.folder(),
          "is for strategy %s, not for %s".formatted(bundle.manifest().strategy(), name.id()));
    }
    return switch (name) {
      case EDGE_FULL, CBNET_PAPER, CBNET -> new SingleNetworkStrategy(name.id(), bundle);
      case EARLY_EXIT -> new EarlyExitStrategy(name.id(), bundle, threshold(bundle, thresholdNats));
    };
  }

  private static double threshold(ModelBundle bundle, OptionalDouble override)
      throws BundleException {
    Double own = bundle.manifest().entropyThresholdNats();
    if (override.isEmpty() && own == null) {
      throw new BundleException(
          bundle.folder(), "has no entropyThresholdNats, and none is configured");
    }
    return override.isPresent() ? override.getAsDouble() : own;
  }
}
