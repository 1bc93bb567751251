package org.cbnet.trainer.evaluation;

import java.util.Map;
import java.util.OptionalDouble;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.bundle.ModelBundle;
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
  public static OpenBundle open(ModelBundle bundle) throws BundleException {
    try {
      StrategyName name = StrategyName.of(bundle.manifest().strategy());
      return new OpenBundle(bundle, Strategies.open(name, bundle, OptionalDouble.empty()));
    } catch (IllegalArgumentException e) {
      throw new BundleException(bundle.folder(), e.getMessage(), e);
    }
  }

  String name() {
    return manifest().network();
  }

  BundleManifest manifest() {
    return bundle.manifest();
  }

  boolean hasExits() {
    return manifest().entropyThresholdNats() != null;
  }

  /** Seed and validation accuracy as the provenance has them. */
  SeedFigures seed(double accuracy) {
    Map<String, Object> provenance = manifest().provenance();
    long seed = provenance.get("seed") instanceof Number number ? number.longValue() : 0;
    Double validation =
        provenance.get("validationAccuracy") instanceof Number number ? number.doubleValue() : null;
    return new SeedFigures(seed, accuracy, validation);
  }

  @Override
  public void close() {
    strategy.close();
  }
}
