package org.cbnet.experiments.bench.map;

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
import org.cbnet.inference.planning.Goal;
import org.cbnet.inference.profile.LayerProfile;
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
record Backbone(String name, ModelBundle bundle, Partition partition, List<CutCost> costs) {
  private static final Precision PRECISION = Precision.UINT8;
  private static final Compression COMPRESSION = Compression.LZ4;
  private static final Duration PROBE_INTERVAL = Duration.ofMillis(250);
  private static final int MISSES_TO_OPEN = 3;

  Backbone {
    costs = List.copyOf(costs);
  }

  /** How a network is measured. */
  interface Profiler {
    LayerProfile measure(ModelBundle bundle, Partition partition) throws IOException;
  }

  static Backbone load(Path folder, Profiler profiler) throws IOException {
    ModelBundle bundle = ModelBundle.load(folder);
    Partition partition = Partition.of(bundle);
    LayerProfile profile = profiler.measure(bundle, partition);
    // Once for all cells, so that each cell's planner begins with the same.
    List<CutCost> costs =
        new ProfiledCosts(profile, profile, PRECISION, COMPRESSION).of(bundle, partition);
    return new Backbone(bundle.manifest().network(), bundle, partition, costs);
  }

  /** Features as 8 bits with LZ4, as SPINN does. */
  Offloading offloading(Offloader offloader, Duration deadline, Optional<String> fixedCut) {
    return new Offloading(
        offloader,
        deadline,
        PRECISION,
        COMPRESSION,
        PROBE_INTERVAL,
        MISSES_TO_OPEN,
        Optional.empty(),
        Goal.LEAST_LATENCY,
        (ofBundle, ofPartition) -> costs,
        fixedCut);
  }
}
