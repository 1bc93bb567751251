package org.cbnet.cloud.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Everything that can be set of the cloud.
 *
 * @param kafka the broker
 * @param applicationId names the consumer group, the internal topics and the transactions
 * @param stateDirectory holds the stores; what it loses is restored from the broker
 * @param threads that process
 * @param topics how missing topics are made
 * @param http where queries are answered
 * @param commitInterval how often results of processing are committed
 * @param maxReplayAge age at append time beyond which something is late
 */
public record CloudConfig(
    Kafka kafka,
    String applicationId,
    Path stateDirectory,
    int threads,
    NewTopics topics,
    Http http,
    Duration commitInterval,
    Duration maxReplayAge) {

  public CloudConfig {
    Objects.requireNonNull(kafka, "kafka is null");
    Objects.requireNonNull(stateDirectory, "stateDirectory is null");
    Objects.requireNonNull(topics, "topics is null");
    Objects.requireNonNull(http, "http is null");
    Check.matches("application-id", applicationId, "[A-Za-z0-9._-]{1,64}");
    Check.range("threads", threads, 1, 64);
    Check.range("commit-interval", commitInterval, Duration.ofMillis(10), Duration.ofMinutes(1));
    Check.range("max-replay-age", maxReplayAge, Duration.ofMinutes(1), Duration.ofDays(365));
  }

  /**
   * The broker.
   *
   * @param bootstrapServers host:port, several separated by commas
   * @param properties of Kafka's own, passed through to every client
   */
  public record Kafka(String bootstrapServers, Map<String, String> properties) {
    // Set by keys of our own, or what exact counting rests on.
    private static final Set<String> OWN =
        Set.of(
            "application.id",
            "bootstrap.servers",
            "default.key.serde",
            "default.value.serde",
            "key.deserializer",
            "key.serializer",
            "processing.guarantee",
            "value.deserializer",
            "value.serializer");

    public Kafka {
      Check.matches(
          "kafka.bootstrap-servers",
          bootstrapServers,
          "[^\\s,:]+:[0-9]{1,5}(,[^\\s,:]+:[0-9]{1,5})*",
          "host:port, several separated by commas");
      properties = Map.copyOf(properties);
      Check.without("kafka.properties.", properties.keySet(), OWN);
    }
  }

  /**
   * How missing topics are made.
   *
   * @param partitions of each
   * @param replicationFactor of each, and of the internal ones
   */
  public record NewTopics(int partitions, int replicationFactor) {

    public NewTopics {
      Check.range("topics.partitions", partitions, 1, 1_000);
      Check.range("topics.replication-factor", replicationFactor, 1, 10);
    }
  }

  /**
   * Where queries are answered.
   *
   * @param host interface to bind
   * @param port to bind; 0 takes a free one
   */
  public record Http(String host, int port) {

    public Http {
      Check.matches("http.host", host, "\\S{1,255}", "a host name or address");
      Check.range("http.port", port, 0, 65_535);
    }
  }
}
