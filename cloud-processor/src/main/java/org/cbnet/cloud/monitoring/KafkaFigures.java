package org.cbnet.cloud.monitoring;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/** What Kafka's clients of this process say of themselves. */
final class KafkaFigures {
  private static final String FETCHING = "consumer-fetch-manager-metrics";
  private static final String LAG = "records-lag";
  private static final String CLIENT = "client-id";
  private static final String RESTORING = "-restore-consumer";

  private final Supplier<Optional<KafkaStreams>> streams;

  KafkaFigures(Supplier<Optional<KafkaStreams>> streams) {
    this.streams = streams;
  }

  /** Records of the input not read yet, by topic, over the partitions at hand. */
  Map<String, Double> inputLag() {
    return lag(client -> !client.endsWith(RESTORING));
  }

  /** Records of changelogs not read yet by standbys and restoring tasks, by topic. */
  Map<String, Double> standbyLag() {
    return lag(client -> client.endsWith(RESTORING));
  }

  /** Processing threads by state. */
  Map<String, Double> threads() {
    Map<String, Double> threads = new TreeMap<>();
    streams.get().stream()
        .flatMap(running -> running.metadataForLocalThreads().stream())
        .forEach(thread -> threads.merge(thread.threadState(), 1.0, Double::sum));
    return threads;
  }

  /** 1 at the state that it is in; nothing before it has begun. */
  Map<String, Double> state() {
    return streams
        .get()
        .map(running -> Map.of(running.state().name().toLowerCase(Locale.ROOT), 1.0))
        .orElse(Map.of());
  }

  boolean isRunning() {
    return streams.get().map(running -> running.state().isRunningOrRebalancing()).orElse(false);
  }

  private Collection<? extends Metric> metrics() {
    return streams
        .get()
        .<Collection<? extends Metric>>map(running -> running.metrics().values())
        .orElse(List.of());
  }

  private Map<String, Double> lag(Predicate<String> ofClient) {
    Map<String, Double> byTopic = new TreeMap<>();
    for (Metric metric : metrics()) {
      MetricName name = metric.metricName();
      if (name.group().equals(FETCHING)
          && name.name().equals(LAG)
          && ofClient.test(name.tags().getOrDefault(CLIENT, ""))
          && metric.metricValue() instanceof Double lag
          && Double.isFinite(lag)) {
        byTopic.merge(name.tags().getOrDefault("topic", "unknown"), lag, Double::sum);
      }
    }
    return byTopic;
  }
}
