package org.cbnet.cloud.start;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.cbnet.schemas.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of topics that are kept too short or too few times. What is counted is right none the less,
 * so it is no reason not to start; but what is gone can't be recounted.
 */
public final class Durability {
  private static final Logger LOG = LoggerFactory.getLogger(Durability.class);

  private final Duration maxReplayAge;
  private final int replicationFactor;

  /**
   * @param replicationFactor that is configured
   */
  public Durability(Duration maxReplayAge, int replicationFactor) {
    this.maxReplayAge = maxReplayAge;
    this.replicationFactor = replicationFactor;
  }

  /** Looks at the topics of results and energy, and logs what is to be done. */
  public void check(Properties client) throws StartException {
    List<String> names = List.of(Topics.INFERENCE_RESULTS.name(), Topics.ENERGY_SAMPLES.name());
    try (Admin admin = Admin.create(client)) {
      List<ConfigResource> resources =
          names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
      Map<ConfigResource, Config> configs =
          UntilKnown.get(() -> admin.describeConfigs(resources).all().get());
      List<String> warnings = new ArrayList<>();
      configs.forEach(
          (topic, config) ->
              warnings.addAll(
                  retention(
                      topic.name(),
                      Long.parseLong(config.get(TopicConfig.RETENTION_MS_CONFIG).value()))));
      UntilKnown.get(() -> admin.describeTopics(names).allTopicNames().get())
          .forEach(
              (name, topic) ->
                  warnings.addAll(replication(name, topic.partitions().get(0).replicas().size())));
      warnings.forEach(LOG::warn);
    } catch (ExecutionException | KafkaException e) {
      throw new StartException("the topics' settings can't be read: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("interrupted while looking at topics", e);
    }
  }

  /** What is wrong with how long a topic is kept. */
  List<String> retention(String topicName, long retentionMillis) {
    long leastMillis = 2 * maxReplayAge.toMillis();
    return retentionMillis < 0 || retentionMillis >= leastMillis
        ? List.of()
        : List.of(
            ("retention is too short topicName=%s millis=%d least=%d: a recount would miss what"
                    + " replays may still change; run kafka-configs.sh --bootstrap-server HOST:PORT"
                    + " --alter --entity-type topics --entity-name %s --add-config retention.ms=%d")
                .formatted(topicName, retentionMillis, leastMillis, topicName, leastMillis));
  }

  /** What is wrong with how many times a topic is kept. */
  List<String> replication(String topicName, int replicas) {
    return replicas >= replicationFactor
        ? List.of()
        : List.of(
            ("replicas are too few topicName=%s count=%d least=%d: run"
                    + " kafka-reassign-partitions.sh, or set topics.replication-factor to %d")
                .formatted(topicName, replicas, replicationFactor, replicas));
  }
}
