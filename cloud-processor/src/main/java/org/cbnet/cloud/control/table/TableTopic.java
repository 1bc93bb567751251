package org.cbnet.cloud.control.table;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.cbnet.cloud.start.StartException;
import org.cbnet.schemas.Topic;

/** Makes the topic of a table where it is missing, and refuses one that has several partitions. */
public final class TableTopic {
  private static final int ATTEMPTS = 50;
  private static final int PAUSE_MILLIS = 100;

  private TableTopic() {}

  /**
   * Makes it where it is missing.
   *
   * @return the topic's identity: another one where it was deleted and made anew
   * @throws StartException where the broker is away, or it has several partitions
   */
  public static String prepare(Topic<?, ?> topic, TableSettings settings) throws StartException {
    try (Admin admin = Admin.create(settings.client())) {
      create(admin, topic, settings);
      TopicDescription found = describe(admin, topic.name());
      int partitions = found.partitions().size();
      if (partitions != 1) {
        throw new StartException(
            ("topic %s has %d partitions, it must have 1: its records have one order. Copy what is"
                    + " needed, delete the topic, and the cloud makes it anew")
                .formatted(topic.name(), partitions));
      }
      return found.topicId().toString();
    } catch (ExecutionException | KafkaException e) {
      Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
      throw new StartException(
          "topic %s can't be used: %s".formatted(topic.name(), cause.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("interrupted while preparing topic " + topic.name(), e);
    }
  }

  private static void create(Admin admin, Topic<?, ?> topic, TableSettings settings)
      throws ExecutionException, InterruptedException {
    if (admin.listTopics().names().get().contains(topic.name())) {
      return;
    }
    NewTopic missing =
        new NewTopic(topic.name(), 1, (short) settings.replicationFactor()).configs(topic.config());
    try {
      admin.createTopics(List.of(missing)).all().get();
    } catch (ExecutionException e) {
      // Another instance was quicker.
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private static TopicDescription describe(Admin admin, String topic)
      throws ExecutionException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
      } catch (ExecutionException e) {
        // A topic that was just made is known to each broker a moment later only.
        if (attempt == ATTEMPTS || !(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }
}
