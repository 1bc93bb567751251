package org.cbnet.experiments.bench.stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.cbnet.experiments.fleet.FleetPlan;

/** The product's pace with few devices and with many, each with as many results in all. */
final class FleetsBench {
  private final StreamBench bench;

  FleetsBench(StreamBench bench) {
    this.bench = bench;
  }

  void measure(ObjectNode figures) throws IOException, InterruptedException {
    ArrayNode byDevices = figures.putArray("byDevices");
    for (int devices : bench.sizes().fleets()) {
      FleetPlan plan =
          new FleetPlan(
              devices,
              ThroughputBench.RESULTS_PER_SECOND,
              ThroughputBench.BATCH,
              FleetPlan.PAIRED_SHARE,
              ThroughputBench.SEED);
      try (Stage stage = bench.stage("devices-" + devices)) {
        Backlog backlog = stage.load(plan, bench.sizes().batchedResults());
        List<Race.Pace> paces =
            stage.race(backlog).run(List.of(Contender.OURS), 1).get(Contender.OURS);
        byDevices
            .addObject()
            .put("devices", devices)
            .put("resultsPerSecond", Rounds.median(paces, Race.Pace::resultsPerSecond))
            .put("resultsPerCpuSecond", Rounds.median(paces, Race.Pace::resultsPerCpuSecond))
            .put("eventSeconds", backlog.span().toSeconds());
      }
    }
  }
}
