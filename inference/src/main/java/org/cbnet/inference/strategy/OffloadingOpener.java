package org.cbnet.inference.strategy;

import java.util.OptionalDouble;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.planning.PlanListener;

/** Puts a strategy that asks the cloud together. */
final class OffloadingOpener {
  private final ModelBundle bundle;
  private final Offloading offloading;
  private final DeviceSpeed speed;
  private final Provider provider;

  OffloadingOpener(
      ModelBundle bundle, Offloading offloading, DeviceSpeed speed, Provider provider) {
    this.bundle = bundle;
    this.offloading = offloading;
    this.speed = speed;
    this.provider = provider;
  }

  InferenceStrategy open(StrategyName name, OptionalDouble thresholdNats, PlanListener plans)
      throws BundleException {
    LocalAnswer local = LocalAnswer.open(bundle, offloading, provider);
    try {
      DeviceSide side = side(name, thresholdNats, plans);
      return new OffloadingStrategy(name.id(), bundle, offloading, speed, side, local);
    } catch (BundleException e) {
      local.close();
      throw e;
    }
  }

  private DeviceSide side(StrategyName name, OptionalDouble thresholdNats, PlanListener plans)
      throws BundleException {
    return switch (name) {
      case EARLY_EXIT_OFFLOAD ->
          new EarlyExitSide(
              bundle, Strategies.threshold(bundle, thresholdNats), offloading, provider);
      case CLOUD_FULL -> new CloudFullSide(bundle, provider);
      case PARTITION ->
          new PartitionSide(bundle, offloading, speed, PairOpener.of(bundle, provider), plans);
      default -> throw new IllegalArgumentException(name.id() + " asks nobody");
    };
  }
}
