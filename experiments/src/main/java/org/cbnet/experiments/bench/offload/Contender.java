package org.cbnet.experiments.bench.offload;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cbnet.experiments.bench.device.Backbone;
import org.cbnet.experiments.bench.device.Sized;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.offload.Offloader;
import org.cbnet.inference.planning.CutCost;
import org.cbnet.inference.planning.CutCosts;
import org.cbnet.inference.planning.PlanListener;
import org.cbnet.inference.strategy.DeviceSpeed;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.inference.strategy.Strategies;
import org.cbnet.inference.strategy.StrategyName;

/**
 * A strategy on its network and a device of some speed.
 *
 * @param strategy one that asks the cloud
 * @param bundle its network
 * @param speed of the device; above 1 it is emulated by waiting
 * @param costs of the network's cuts, for those who plan
 * @param images of the network's size
 */
record Contender(
    StrategyName strategy,
    ModelBundle bundle,
    DeviceSpeed speed,
    CutCosts costs,
    LabelledImages images) {
  private static final int PROFILE_ROUNDS = 15;

  /**
   * {@code partition}, its network measured on this machine first.
   *
   * @param whole what the network is to take on the device, where this machine is faster
   */
  static Contender partition(Path folder, Duration whole, LabelledImages images)
      throws IOException {
    Backbone backbone = Backbone.load(folder, Backbone.here(PROFILE_ROUNDS));
    List<CutCost> costs = backbone.costs();
    double here = costs.get(costs.size() - 1).deviceNanos();
    DeviceSpeed speed = new DeviceSpeed(Math.max(1, whole.toNanos() / here));
    return new Contender(
        StrategyName.PARTITION,
        backbone.bundle(),
        speed,
        (bundle, partition) -> costs,
        Sized.to(images, backbone.bundle().manifest()));
  }

  /** A strategy that plans nothing, on the machine as it is. */
  static Contender fixed(StrategyName strategy, Path folder, LabelledImages images)
      throws IOException {
    ModelBundle bundle = ModelBundle.load(folder);
    return new Contender(
        strategy,
        bundle,
        DeviceSpeed.OWN,
        (any, cuts) -> List.of(),
        Sized.to(images, bundle.manifest()));
  }

  InferenceStrategy open(
      Offloader offloader, Duration deadline, Optional<String> fixedCut, PlanListener plans)
      throws BundleException {
    return Strategies.open(
        strategy,
        bundle,
        OptionalDouble.empty(),
        Provider.CPU,
        speed,
        Optional.of(Backbone.offloading(offloader, deadline, costs, fixedCut)),
        plans);
  }
}
