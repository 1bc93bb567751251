package org.cbnet.cloud.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
 * @param control how devices are steered and watched
 * @param instances how several work together
 * @param memory what the state may take of it
 * @param bundles which are taken
 * @param offload how devices' inferences are finished
 */
public record CloudConfig(
    Kafka kafka,
    String applicationId,
    Path stateDirectory,
    int threads,
    NewTopics topics,
    Http http,
    Duration commitInterval,
    Duration maxReplayAge,
    Control control,
    Instances instances,
    Memory memory,
    Bundles bundles,
    Offload offload) {

  public CloudConfig {
    Objects.requireNonNull(offload, "offload is null");
    Objects.requireNonNull(instances, "instances is null");
    Objects.requireNonNull(memory, "memory is null");
    Objects.requireNonNull(kafka, "kafka is null");
    Objects.requireNonNull(stateDirectory, "stateDirectory is null");
    Objects.requireNonNull(topics, "topics is null");
    Objects.requireNonNull(http, "http is null");
    Objects.requireNonNull(control, "control is null");
    Objects.requireNonNull(bundles, "bundles is null");
    Check.matches("application-id", applicationId, "[A-Za-z0-9._-]{1,64}");
    Check.range("threads", threads, 1, 64);
    Check.range("commit-interval", commitInterval, Duration.ofMillis(10), Duration.ofMinutes(1));
    Check.range("max-replay-age", maxReplayAge, Duration.ofMinutes(1), Duration.ofDays(365));
  }

  /** Of an instance alone, with the memory and the offloading that it has by default. */
  public CloudConfig(
      Kafka kafka,
      String applicationId,
      Path stateDirectory,
      int threads,
      NewTopics topics,
      Http http,
      Duration commitInterval,
      Duration maxReplayAge,
      Control control,
      Bundles bundles) {
    this(
        kafka,
        applicationId,
        stateDirectory,
        threads,
        topics,
        http,
        commitInterval,
        maxReplayAge,
        control,
        Instances.ALONE,
        Memory.DEFAULT,
        bundles,
        Offload.DEFAULT);
  }

  /** Where queries are answered, by the name too that other instances know this one by. */
  public Http reachable() {
    Set<String> names = new HashSet<>(http.allowedHosts());
    instances.advertisedHost().ifPresent(names::add);
    return new Http(http.host(), http.port(), names, http.tls());
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
   * @param allowedHosts names that requests may ask for, besides the bound one
   * @param tls how connections are kept secret; nothing where they are not
   */
  public record Http(String host, int port, Set<String> allowedHosts, Optional<Tls> tls) {

    public Http {
      Check.matches("http.host", host, "\\S{1,255}", "a host name or address");
      Check.range("http.port", port, 0, 65_535);
      allowedHosts = Set.copyOf(allowedHosts);
      for (String name : allowedHosts) {
        Check.matches(
            "http.allowed-hosts", name, "[A-Za-z0-9.:_-]{1,255}", "names, separated by commas");
      }
      Objects.requireNonNull(tls, "tls is null");
    }

    /** Without names of its own and without TLS. */
    public Http(String host, int port) {
      this(host, port, Set.of(), Optional.empty());
    }
  }

  /**
   * Which bundles are taken.
   *
   * @param trustedKeys files with Ed25519 public keys, or folders of such {@code *.pem}; one of
   *     them must have signed a bundle
   * @param maxBytes of all files of one
   * @param maxCount how many are kept at most
   * @param rolloutInterval how often the figures of running roll-outs are looked at
   */
  public record Bundles(
      List<Path> trustedKeys, int maxBytes, int maxCount, Duration rolloutInterval) {

    public Bundles {
      trustedKeys = List.copyOf(trustedKeys);
      Check.range("bundles.max-bytes", maxBytes, 1 << 10, 1 << 30);
      Check.range("bundles.max-count", maxCount, 1, 256);
      Check.range(
          "bundles.rollout-interval",
          rolloutInterval,
          Duration.ofMillis(100),
          Duration.ofMinutes(10));
    }
  }
}
