package org.cbnet.cloud.start;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.cbnet.cloud.pairing.PairingTopics;
import org.cbnet.cloud.topology.windows.WindowTopics;
import org.cbnet.schemas.Topic;
import org.cbnet.schemas.Topics;

/**
 * Makes the topics that are missing, adds partitions to its own, and refuses those that would give
 * wrong numbers: without the broker's time nothing can be said about a device with a wrong clock,
 * and with unequal partitions a device's energy would go where its results are not.
 */
public final class InputTopics {
  /** What all others are made after: where the numbers of a device are remembered. */
  private static final List<Topic<?, ?>> RESULTS = List.of(Topics.INFERENCE_RESULTS);

  /** What else the application reads and writes. */
  private static final List<Topic<?, ?>> NEEDED =
      List.of(
          Topics.ENERGY_SAMPLES,
          Topics.DEVICE_STATUS,
          WindowTopics.PARTS,
          Topics.STATS_WINDOWS,
          Topics.AUDIT,
          Topics.DEAD_LETTERS,
          Topics.DEAD_LETTER_REPLAYS,
          PairingTopics.OUTCOMES,
          PairingTopics.DELETIONS);

  /** What the application sends to itself, by partition of the results. */
  private static final List<Topic<?, ?>> INTERNAL =
      List.of(Topics.DEAD_LETTER_REPLAYS, PairingTopics.OUTCOMES, PairingTopics.DELETIONS);

  private static final List<Topic<?, ?>> COPARTITIONED =
      List.of(Topics.INFERENCE_RESULTS, Topics.ENERGY_SAMPLES, Topics.DEVICE_STATUS);

  private final int partitions;
  private final short replicationFactor;

  public InputTopics(int partitions, int replicationFactor) {
    this.partitions = partitions;
    this.replicationFactor = (short) replicationFactor;
  }

  /**
   * Prepares the topics.
   *
   * @param client properties of the connection
   * @return how many partitions each input has
   * @throws StartException where there is no broker, or a topic is not as it must be
   */
  public int prepare(Properties client) throws StartException {
    String servers = Objects.toString(client.get("bootstrap.servers"));
    try (Admin admin = Admin.create(client)) {
      Set<String> existing = admin.listTopics().names().get();
      create(admin, existing, RESULTS, partitions);
      int ofResults = UntilKnown.get(() -> describe(admin, RESULTS)).get(0).partitions();
      create(admin, existing, NEEDED, ofResults);
      grow(admin, ofResults);
      List<ExistingTopic> inputs =
          UntilKnown.get(
              () ->
                  describe(
                      admin, Stream.concat(COPARTITIONED.stream(), INTERNAL.stream()).toList()));
      Optional<String> defect = ExistingTopic.defect(inputs);
      if (defect.isPresent()) {
        throw new StartException(defect.get());
      }
      return inputs.get(0).partitions();
    } catch (ExecutionException | KafkaException e) {
      throw new StartException(
          unusable(servers, e instanceof ExecutionException ? e.getCause() : e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("interrupted while preparing topics", e);
    }
  }

  private static String unusable(String servers, Throwable cause) {
    return cause instanceof TimeoutException
        ? ("no broker answers at %s: start one (./cbnet broker), or set kafka.bootstrap-servers"
                + " (CBNET_KAFKA_BOOTSTRAP_SERVERS)")
            .formatted(servers)
        : "the broker at %s can't be used: %s".formatted(servers, cause.getMessage());
  }

  private void create(Admin admin, Set<String> existing, List<Topic<?, ?>> topics, int partitions)
      throws ExecutionException, InterruptedException {
    Collection<NewTopic> missing = new ArrayList<>();
    for (Topic<?, ?> topic : topics) {
      if (!existing.contains(topic.name())) {
        missing.add(
            new NewTopic(topic.name(), partitions, replicationFactor).configs(topic.config()));
      }
    }
    for (var creation : admin.createTopics(missing).values().values()) {
      try {
        creation.get();
      } catch (ExecutionException e) {
        // Another instance or a device was quicker; what it made is checked like any other.
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  /** Nobody else has to do with the application's own topics, so they follow the results'. */
  private static void grow(Admin admin, int partitions)
      throws ExecutionException, InterruptedException {
    Map<String, NewPartitions> small = new HashMap<>();
    for (ExistingTopic topic : UntilKnown.get(() -> describe(admin, INTERNAL))) {
      if (topic.partitions() < partitions) {
        small.put(topic.name(), NewPartitions.increaseTo(partitions));
      }
    }
    for (var growth : admin.createPartitions(small).values().values()) {
      try {
        growth.get();
      } catch (ExecutionException e) {
        // Another instance was quicker.
        if (!(e.getCause() instanceof InvalidPartitionsException)) {
          throw e;
        }
      }
    }
    // The broker that is asked next may know of it a moment later.
    UntilKnown.get(() -> grown(describe(admin, INTERNAL), partitions));
  }

  private static List<ExistingTopic> grown(List<ExistingTopic> topics, int partitions)
      throws ExecutionException {
    if (topics.stream().anyMatch(topic -> topic.partitions() < partitions)) {
      throw new ExecutionException(new UnknownTopicOrPartitionException("not grown yet"));
    }
    return topics;
  }

  private static List<ExistingTopic> describe(Admin admin, List<Topic<?, ?>> of)
      throws ExecutionException, InterruptedException {
    List<String> names = of.stream().<String>map(Topic::name).toList();
    List<ConfigResource> resources =
        names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    Map<ConfigResource, Config> configs = admin.describeConfigs(resources).all().get();
    Map<String, TopicDescription> topics = admin.describeTopics(names).allTopicNames().get();
    return resources.stream()
        .map(
            resource ->
                new ExistingTopic(
                    resource.name(),
                    configs.get(resource).get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG).value(),
                    topics.get(resource.name()).partitions().size()))
        .toList();
  }
}
