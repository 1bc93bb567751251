package org.cbnet.inference.strategy;

import java.util.Optional;
import java.util.OptionalDouble;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.ModelFile;
import org.cbnet.inference.bundle.TensorSpec;
import org.cbnet.inference.planning.PlanListener;

/** Opens strategies by name. */
public final class Strategies {
  private Strategies() {}

  /**
   * Opens a strategy on a bundle that was made for it, on the processor's own kernels.
   *
   * @param thresholdNats overrides the bundle's entropy threshold where the strategy has exits
   * @throws BundleException where the bundle is another strategy's or its graphs are unusable
   */
  public static InferenceStrategy open(
      StrategyName name, ModelBundle bundle, OptionalDouble thresholdNats) throws BundleException {
    return open(name, bundle, thresholdNats, Provider.CPU);
  }

  /**
   * Opens a strategy that stays on the device, on a bundle that was made for it.
   *
   * @param thresholdNats overrides the bundle's entropy threshold where the strategy has exits
   * @param provider computes the graphs
   * @throws BundleException where the bundle is another strategy's or its graphs are unusable, or
   *     where the strategy asks the cloud
   */
  public static InferenceStrategy open(
      StrategyName name, ModelBundle bundle, OptionalDouble thresholdNats, Provider provider)
      throws BundleException {
    return open(
        name,
        bundle,
        thresholdNats,
        provider,
        DeviceSpeed.OWN,
        Optional.empty(),
        PlanListener.NONE);
  }

  /**
   * Opens a strategy on a bundle that was made for it.
   *
   * @param thresholdNats overrides the bundle's entropy threshold where the strategy has exits
   * @param provider computes the graphs
   * @param speed of the device
   * @param offloading for strategies that ask the cloud
   * @param plans is told how cuts are planned, in the thread that infers
   * @throws BundleException where the bundle is another strategy's or its graphs are unusable, or
   *     the cloud is to be asked and there is no way to it
   */
  public static InferenceStrategy open(
      StrategyName name,
      ModelBundle bundle,
      OptionalDouble thresholdNats,
      Provider provider,
      DeviceSpeed speed,
      Optional<Offloading> offloading,
      PlanListener plans)
      throws BundleException {
    if (!bundle.manifest().strategy().equals(name.bundles())) {
      throw new BundleException(
          bundle.folder(),
          "is for strategy %s, not for %s".formatted(bundle.manifest().strategy(), name.id()));
    }
    checkShapes(bundle);
    if (name.offloads()) {
      Offloading way =
          offloading.orElseThrow(
              () ->
                  new BundleException(
                      bundle.folder(),
                      "strategy %s asks the cloud, and no way to it is configured: set offload.transport"
                          .formatted(name.id())));
      return new OffloadingOpener(bundle, way, speed, provider).open(name, thresholdNats, plans);
    }
    InferenceStrategy own =
        name == StrategyName.EARLY_EXIT
            ? new EarlyExitStrategy(name.id(), bundle, threshold(bundle, thresholdNats), provider)
            : new SingleNetworkStrategy(name.id(), bundle, provider);
    return speed.isEmulated() ? new StretchedStrategy(own, speed) : own;
  }

  // A graph may fit its own entry and still not the bundle: that is refused here, not at a frame.
  private static void checkShapes(ModelBundle bundle) throws BundleException {
    BundleManifest manifest = bundle.manifest();
    for (ModelFile model : manifest.models()) {
      for (TensorSpec input : model.inputs()) {
        if (input.name().equals(SingleNetworkStrategy.INPUT)
            && input.elements() != manifest.height() * manifest.width()) {
          throw new BundleException(
              bundle.folder(),
              "%s takes images %s, the manifest says %d x %d"
                  .formatted(model.file(), input.shape(), manifest.height(), manifest.width()));
        }
      }
      for (TensorSpec output : model.outputs()) {
        if (output.name().equals(SingleNetworkStrategy.LOGITS)
            && output.elements() != manifest.classes().size()) {
          throw new BundleException(
              bundle.folder(),
              "%s answers %s logits, the manifest names %d classes"
                  .formatted(model.file(), output.shape(), manifest.classes().size()));
        }
      }
    }
  }

  static double threshold(ModelBundle bundle, OptionalDouble override) throws BundleException {
    Double own = bundle.manifest().entropyThresholdNats();
    if (override.isEmpty() && own == null) {
      throw new BundleException(
          bundle.folder(), "has no entropyThresholdNats, and none is configured");
    }
    return override.isPresent() ? override.getAsDouble() : own;
  }
}
