package org.cbnet.experiments.bench.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.cbnet.experiments.fleet.Fleet;
import org.cbnet.experiments.fleet.FleetPlan;
import org.cbnet.experiments.stack.ChildProcess;

/**
 * What one more device costs in state, once it has a history: two days of hours and two hours of
 * minutes, as far as a device's own rows reach.
 */
final class StateBench {
  private static final int BATCH = 3;
  private static final String GROUP = "state";

  private final StreamBench bench;
  private final int hours;
  private final int minutes;

  StateBench(StreamBench bench) {
    this(bench, 46, 120);
  }

  /**
   * @param hours with one batch of each device
   * @param minutes after them, with one batch of each device
   */
  StateBench(StreamBench bench, int hours, int minutes) {
    this.bench = bench;
    this.hours = hours;
    this.minutes = minutes;
  }

  void measure(ObjectNode figures) throws IOException, InterruptedException {
    List<Integer> devices = bench.sizes().stateDevices();
    State small = state(devices.get(0));
    State large = state(devices.get(1));
    long more = (long) devices.get(1) - devices.get(0);
    figures.put("marginalStateBytesPerDevice", (sum(large.disk()) - sum(small.disk())) / more);
    ObjectNode details = figures.putObject("state");
    details.put("marginalLiveBytesPerDevice", (sum(large.live()) - sum(small.live())) / more);
    put(details.putObject("small"), devices.get(0), small);
    put(details.putObject("large"), devices.get(1), large);
    putMarginal(
        details.putObject("marginalBytesPerDeviceByStore"), small.disk(), large.disk(), more);
    putMarginal(
        details.putObject("marginalLiveBytesPerDeviceByStore"), small.live(), large.live(), more);
  }

  /**
   * Bytes by store.
   *
   * @param live keys and values as the changelogs have them
   * @param disk files of the state directory, compacted
   */
  private record State(Map<String, Long> live, Map<String, Long> disk) {}

  private static long sum(Map<String, Long> byStore) {
    return byStore.values().stream().mapToLong(Long::longValue).sum();
  }

  private static void putMarginal(
      ObjectNode into, Map<String, Long> small, Map<String, Long> large, long more) {
    large.forEach(
        (store, bytes) -> into.put(store, (bytes - small.getOrDefault(store, 0L)) / more));
  }

  private State state(int devices) throws IOException, InterruptedException {
    FleetPlan plan =
        new FleetPlan(
            devices,
            ThroughputBench.RESULTS_PER_SECOND,
            BATCH,
            FleetPlan.PAIRED_SHARE,
            ThroughputBench.SEED);
    try (Stage stage = bench.stage("state-" + devices);
        Meter meter = new Meter(stage.bootstrapServers())) {
      long now = Backlog.nowMicros(bench.clock());
      Fleet fleet = new Fleet(plan, now - Duration.ofHours(hours + 2L).toMillis() * 1_000);
      long hour = Duration.ofHours(1).toMillis() * 1_000;
      long results = (long) BATCH * devices;
      stage.say("loading %d hours and %d minutes of %,d devices", hours, minutes, devices);
      Backlog byHour =
          Backlog.load(
              stage.bootstrapServers(),
              plan,
              fleet.from(now - (hours + 2) * hour, Duration.ofHours(1)),
              results * hours);
      Backlog byMinute =
          Backlog.load(
              stage.bootstrapServers(),
              plan,
              fleet.from(now - 2 * hour, Duration.ofMinutes(1)),
              results * minutes);
      stage.say("counting");
      ChildProcess cloud =
          Contender.OURS.start(
              stage.stack(), stage.bootstrapServers(), GROUP, 2, bench.sizes().commitInterval());
      meter.awaitAll(GROUP, byHour.and(byMinute).recordsByTopic());
      stage.stack().stop(cloud);
      return new State(
          ChangelogBytes.read(stage.bootstrapServers(), GROUP).byStore(),
          CompactedBytes.of(stage.stack().folder().resolve(GROUP)));
    }
  }

  private static void put(ObjectNode into, int devices, State state) {
    into.put("devices", devices)
        .put("liveBytes", sum(state.live()))
        .put("diskBytes", sum(state.disk()));
    state.live().forEach(into.putObject("liveBytesByStore")::put);
    state.disk().forEach(into.putObject("diskBytesByStore")::put);
  }
}
