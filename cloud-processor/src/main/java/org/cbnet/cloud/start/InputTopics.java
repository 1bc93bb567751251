package org.cbnet.cloud.start;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.cbnet.schemas.Topic;
import org.cbnet.schemas.Topics;

/**
 * Makes the topics that are missing, and refuses those that would give wrong numbers: without the
 * broker's time nothing can be said about a device with a wrong clock, and with unequal partitions
 * a device's energy would go where its results are not.
 */
public final class InputTopics {
  /** All that the application reads and writes. */
  static final List<Topic<?, ?>> NEEDED =
      List.of(
          Topics.INFERENCE_RESULTS,
          Topics.ENERGY_SAMPLES,
          Topics.DEVICE_STATUS,
          Topics.DEAD_LETTERS);

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
      create(admin, existing);
      List<ExistingTopic> inputs = UntilKnown.get(() -> describe(admin));
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

  private void create(Admin admin, Set<String> existing)
      throws ExecutionException, InterruptedException {
    Collection<NewTopic> missing = new ArrayList<>();
    for (Topic<?, ?> topic : NEEDED) {
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

  private static List<ExistingTopic> describe(Admin admin)
      throws ExecutionException, InterruptedException {
    List<String> names = COPARTITIONED.stream().<String>map(Topic::name).toList();
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
