package org.cbnet.trainer.evaluation;

import java.util.OptionalDouble;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.inference.strategy.Strategies;
import org.cbnet.inference.strategy.StrategyName;

/**
 * A bundle and the strategy that runs it, opened as an agent opens it.
 *
 * @param bundle as loaded
 * @param strategy closed with this
 */
public record OpenBundle(ModelBundle bundle, InferenceStrategy strategy) implements AutoCloseable {

  /** Opens the strategy that the bundle was made for, with the bundle's own threshold. */
  public static OpenBundle open(ModelBundle bundle, Provider provider) throws BundleException {
    return open(bundle, OptionalDouble.empty(), provider);
  }

  /**
   * Opens the strategy that the bundle was made for.
   *
   * @param thresholdNats in place of the bundle's own where it has exits
   */
  public static OpenBundle open(ModelBundle bundle, OptionalDouble thresholdNats, Provider provider)
      throws BundleException {
    try {
      StrategyName name = StrategyName.of(bundle.manifest().strategy());
      return new OpenBundle(bundle, Strategies.open(name, bundle, thresholdNats, provider));
    } catch (IllegalArgumentException e) {
      throw new BundleException(bundle.folder(), e.getMessage(), e);
    }
  }

  /** Name of its row, see {@link BundleProvenance#rowName()}. */
  public String name() {
    return provenance().rowName();
  }

  /** The manifest. */
  public BundleManifest manifest() {
    return bundle.manifest();
  }

  /** What the manifest says about its training. */
  public BundleProvenance provenance() {
    return new BundleProvenance(manifest());
  }

  /** Whether it may answer before its last layer. */
  public boolean hasExits() {
    return manifest().entropyThresholdNats() != null;
  }

  @Override
  public void close() {
    strategy.close();
  }
}
