package org.cbnet.experiments.bench.stream;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.cbnet.experiments.fleet.Fleet;
import org.cbnet.experiments.fleet.FleetPlan;
import org.cbnet.experiments.fleet.FleetRecord;
import org.cbnet.experiments.fleet.FleetSender;

/**
 * What lies on the topics before anybody reads.
 *
 * @param plan of the fleet that sent it
 * @param results in it
 * @param recordsByTopic how many records there are
 */
record Backlog(FleetPlan plan, long results, Map<String, Long> recordsByTopic) {
  private static final int LINGER_MILLIS = 20;

  /** Sends so many results, as if they had just been captured up to now. */
  static Backlog load(String bootstrapServers, FleetPlan plan, long results, Clock clock)
      throws IOException {
    double seconds = results / (plan.resultsPerSecond() * plan.devices());
    long start = nowMicros(clock) - Math.round(seconds * 1e6);
    return load(bootstrapServers, plan, new Fleet(plan, start).from(start), results);
  }

  /** Sends a fleet's next records until they hold so many results. */
  static Backlog load(
      String bootstrapServers, FleetPlan plan, Iterator<FleetRecord> records, long results)
      throws IOException {
    Map<String, Long> byTopic = new HashMap<>();
    long sent = 0;
    try (FleetSender sender = new FleetSender(bootstrapServers, LINGER_MILLIS)) {
      while (sent < results) {
        FleetRecord next = records.next();
        sender.send(next);
        sent += next.results();
        byTopic.merge(next.topic(), 1L, Long::sum);
      }
      sender.flush();
    }
    return new Backlog(plan, sent, Map.copyOf(byTopic));
  }

  /** Both together. */
  Backlog and(Backlog other) {
    Map<String, Long> records = new HashMap<>(recordsByTopic);
    other.recordsByTopic.forEach((topic, count) -> records.merge(topic, count, Long::sum));
    return new Backlog(plan, results + other.results, Map.copyOf(records));
  }

  static long nowMicros(Clock clock) {
    return TimeUnit.MILLISECONDS.toMicros(clock.millis());
  }

  /** Event time from its first to its last result. */
  Duration span() {
    return Duration.ofMillis(
        Math.round(1e3 * results / (plan.resultsPerSecond() * plan.devices())));
  }
}
