package org.cbnet.cloud.start;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.cbnet.schemas.Topic;

/** Makes topics of the wire contract on a broker, and looks at those that are there. */
final class BrokerTopics {
  private BrokerTopics() {}

  /** Why a broker can't be used, and what to do about it. */
  static String unusable(String servers, Throwable cause) {
    return cause instanceof TimeoutException
        ? ("no broker answers at %s: start one (./cbnet broker), or set kafka.bootstrap-servers"
                + " (CBNET_KAFKA_BOOTSTRAP_SERVERS)")
            .formatted(servers)
        : "the broker at %s can't be used: %s".formatted(servers, cause.getMessage());
  }

  /** Makes those of some topics that do not exist. */
  static void create(
      Admin admin,
      Set<String> existing,
      List<Topic<?, ?>> topics,
      int partitions,
      short replicationFactor)
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

  /** Topics as the broker has them, in the order asked for. */
  static List<ExistingTopic> describe(Admin admin, List<Topic<?, ?>> of)
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
