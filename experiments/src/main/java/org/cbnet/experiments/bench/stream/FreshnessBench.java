package org.cbnet.experiments.bench.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cbnet.experiments.bench.stream.naive.NaiveSettings;
import org.cbnet.experiments.fleet.Fleet;
import org.cbnet.experiments.fleet.FleetPlan;
import org.cbnet.experiments.fleet.FleetRecord;
import org.cbnet.experiments.fleet.FleetSender;
import org.cbnet.experiments.fleet.Pacer;
import org.cbnet.experiments.stack.CloudSetup;
import org.cbnet.experiments.stack.LocalStack;
import org.cbnet.schemas.Topics;

/**
 * How old a result is when a query first shows it, and when it is committed: a live fleet, of which
 * some devices are watched.
 */
final class FreshnessBench {
  // What five results a second gather within the agent's linger of 500 ms.
  private static final int BATCH = 3;
  private static final int PROBES = 4;
  // An agent's own producer gathers no longer.
  private static final int PRODUCER_LINGER_MILLIS = 5;
  private static final String GROUP = "freshness";

  private final StreamBench bench;
  private final int devices;
  private final Duration warmUp;

  FreshnessBench(StreamBench bench) {
    this(bench, 1_000, bench.sizes().warmUp());
  }

  /**
   * @param warmUp what is captured within it is not measured
   */
  FreshnessBench(StreamBench bench, int devices, Duration warmUp) {
    this.bench = bench;
    this.devices = devices;
    this.warmUp = warmUp;
  }

  void measure(ObjectNode figures) throws IOException, InterruptedException {
    FleetPlan plan =
        new FleetPlan(
            devices,
            ThroughputBench.RESULTS_PER_SECOND,
            BATCH,
            FleetPlan.PAIRED_SHARE,
            ThroughputBench.SEED);
    try (Stage stage = bench.stage("freshness")) {
      LocalStack.Cloud cloud =
          stage
              .stack()
              .startCloud(
                  new CloudSetup(
                      GROUP,
                      stage.bootstrapServers(),
                      0,
                      bench.sizes().commitInterval(),
                      NaiveSettings.CACHE_BYTES));
      stage.say("%,d devices live for %d s", devices, bench.sizes().freshness().toSeconds());
      watch(stage, cloud, plan, figures.putObject("freshnessMillis"));
    }
  }

  private void watch(Stage stage, LocalStack.Cloud cloud, FleetPlan plan, ObjectNode figures)
      throws IOException, InterruptedException {
    Pacer pacer = new Pacer(bench.clock());
    long start = pacer.nowMicros();
    long warm = start + warmUp.toNanos() / 1_000;
    Fleet fleet = new Fleet(plan, start);
    Map<String, Probe> probes = probes(fleet, plan, warm);
    List<Watcher> watchers = new ArrayList<>();
    probes.forEach((id, probe) -> watchers.add(new HttpWatcher(cloud.address(), id, probe, pacer)));
    try (FleetSender sender = new FleetSender(stage.bootstrapServers(), PRODUCER_LINGER_MILLIS);
        Meter meter = new Meter(stage.bootstrapServers())) {
      watchers.add(new CommitWatcher(meter, GROUP, probes.values(), pacer));
      watchers.forEach(Watcher::start);
      send(fleet.from(start), probes, sender, pacer, warm);
      for (Watcher each : watchers) {
        each.finish();
      }
    }
    put(figures, probes.values().stream().flatMap(each -> each.visibleMillis().stream()));
    put(
        figures.putObject("committed"),
        probes.values().stream().flatMap(each -> each.committedMillis().stream()));
  }

  private void send(
      Iterator<FleetRecord> records,
      Map<String, Probe> probes,
      FleetSender sender,
      Pacer pacer,
      long warm)
      throws IOException, InterruptedException {
    long end = warm + bench.sizes().freshness().toNanos() / 1_000;
    for (FleetRecord next = records.next(); next.sentMicros() < end; next = records.next()) {
      pacer.await(next);
      Probe probe =
          next.topic().equals(Topics.INFERENCE_RESULTS.name()) ? probes.get(next.deviceId()) : null;
      if (probe == null) {
        sender.send(next);
      } else {
        probe.sending(next);
        sender.send(next, probe::sent);
      }
    }
    sender.flush();
  }

  private static Map<String, Probe> probes(Fleet fleet, FleetPlan plan, long warm) {
    List<String> ids = fleet.deviceIds();
    Map<String, Probe> probes = new LinkedHashMap<>();
    for (int i = 0; i < PROBES; i++) {
      // From the whole fleet: paired ones come first, and partitions go by the id.
      probes.put(ids.get(i * ids.size() / PROBES), new Probe(plan, warm));
    }
    return probes;
  }

  private static void put(ObjectNode into, Stream<Double> millis) {
    List<Double> sorted = millis.sorted().toList();
    into.put("p50", quantile(sorted, 0.5))
        .put("p99", quantile(sorted, 0.99))
        .put("results", sorted.size());
  }

  private static double quantile(List<Double> sorted, double share) {
    return sorted.isEmpty()
        ? Double.NaN
        : sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
  }
}
