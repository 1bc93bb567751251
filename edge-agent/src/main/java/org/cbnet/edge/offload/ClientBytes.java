package org.cbnet.edge.offload;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Bytes that Kafka's clients have sent and received, as they count them themselves: requests and
 * responses whole, of metadata and of empty fetches too; what TCP adds is not in it. Of any thread.
 */
final class ClientBytes {
  private static final String OUT = "outgoing-byte-total";
  private static final String IN = "incoming-byte-total";

  private Clients current = Clients.NONE;
  private double endedUp;
  private double endedDown;

  private record Clients(Metric sent, Metric fetched, Metric sentIn, Metric fetchedIn) {
    private static final Clients NONE = new Clients(null, null, null, null);

    private double up() {
      return of(sent) + of(fetched);
    }

    private double down() {
      return of(sentIn) + of(fetchedIn);
    }
  }

  /** Counts the bytes of these from now on; those before are closed, and keep what they counted. */
  synchronized void watch(
      Map<MetricName, ? extends Metric> producer, Map<MetricName, ? extends Metric> consumer) {
    endedUp += current.up();
    endedDown += current.down();
    current =
        new Clients(
            find(producer, "producer-metrics", OUT),
            find(consumer, "consumer-metrics", OUT),
            find(producer, "producer-metrics", IN),
            find(consumer, "consumer-metrics", IN));
  }

  synchronized long up() {
    return (long) (endedUp + current.up());
  }

  synchronized long down() {
    return (long) (endedDown + current.down());
  }

  /** What the present consumer has received. */
  synchronized long fetched() {
    return (long) of(current.fetchedIn());
  }

  private static double of(Metric metric) {
    return metric != null && metric.metricValue() instanceof Double bytes ? bytes : 0;
  }

  private static Metric find(Map<MetricName, ? extends Metric> metrics, String group, String name) {
    for (Map.Entry<MetricName, ? extends Metric> each : metrics.entrySet()) {
      if (each.getKey().group().equals(group) && each.getKey().name().equals(name)) {
        return each.getValue();
      }
    }
    throw new IllegalStateException("Kafka's clients have no metric " + group + " " + name);
  }
}
