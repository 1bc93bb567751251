package org.cbnet.experiments.bench.device;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.feature.Compression;
import org.cbnet.inference.feature.Precision;
import org.cbnet.inference.offload.Offloader;
import org.cbnet.inference.partition.Partition;
import org.cbnet.inference.planning.CutCost;
import org.cbnet.inference.planning.CutCosts;
import org.cbnet.inference.planning.Goal;
import org.cbnet.inference.profile.Clocks;
import org.cbnet.inference.profile.LayerProfile;
import org.cbnet.inference.profile.Machine;
import org.cbnet.inference.profile.MeasurementPlan;
import org.cbnet.inference.profile.ProfileMeasurement;
import org.cbnet.inference.profile.ProfiledCosts;
import org.cbnet.inference.strategy.Offloading;

/**
 * A network that is cut, and what its halves take on this machine.
 *
 * @param name for people
 * @param bundle that it is in
 * @param partition its cuts
 * @param costs of its cuts, in their order, profiled here: device and cloud are the same machine
 */
public record Backbone(String name, ModelBundle bundle, Partition partition, List<CutCost> costs) {
  private static final Duration PROBE_INTERVAL = Duration.ofMillis(250);
  private static final int MISSES_TO_OPEN = 3;
  private static final Precision PRECISION = Precision.UINT8;
  private static final Compression COMPRESSION = Compression.LZ4;

  public Backbone {
    costs = List.copyOf(costs);
  }

  /** How a network is measured. */
  public interface Profiler {
    /** What the layers of a network take. */
    LayerProfile measure(ModelBundle bundle, Partition partition) throws IOException;
  }

  /** Loads a bundle, cuts it and measures it. */
  public static Backbone load(Path folder, Profiler profiler) throws IOException {
    ModelBundle bundle = ModelBundle.load(folder);
    Partition partition = Partition.of(bundle);
    LayerProfile profile = profiler.measure(bundle, partition);
    // Once for all, so that each planner begins with the same.
    List<CutCost> costs =
        new ProfiledCosts(profile, profile, PRECISION, COMPRESSION).of(bundle, partition);
    return new Backbone(bundle.manifest().network(), bundle, partition, costs);
  }

  /** Measures on this machine, each layer so often. */
  public static Profiler here(int rounds) {
    return (bundle, partition) ->
        new ProfileMeasurement(
                MeasurementPlan.ofRounds(rounds),
                Machine.ofProcess(),
                Clocks.ofProcess(),
                (what, done, all) -> {})
            .measure(bundle, partition);
  }

  /** How a strategy on this network asks. */
  public Offloading offloading(Offloader offloader, Duration deadline, Optional<String> fixedCut) {
    return offloading(offloader, deadline, (ofBundle, ofPartition) -> costs, fixedCut);
  }

  /** How any strategy asks: features as 8 bits with LZ4, as SPINN does. */
  public static Offloading offloading(
      Offloader offloader, Duration deadline, CutCosts costs, Optional<String> fixedCut) {
    return new Offloading(
        offloader,
        deadline,
        PRECISION,
        COMPRESSION,
        PROBE_INTERVAL,
        MISSES_TO_OPEN,
        Optional.empty(),
        Goal.LEAST_LATENCY,
        costs,
        fixedCut);
  }
}
