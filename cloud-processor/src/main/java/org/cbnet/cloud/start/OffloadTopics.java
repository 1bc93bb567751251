package org.cbnet.cloud.start;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.cbnet.schemas.Topic;
import org.cbnet.schemas.Topics;

/**
 * Makes the topics of offloading that are missing, and refuses those that are not as they must be.
 */
public final class OffloadTopics {
  private static final List<Topic<?, ?>> NEEDED =
      List.of(Topics.OFFLOAD_REQUESTS, Topics.OFFLOAD_REPLIES, Topics.DEAD_LETTERS);

  private final int partitions;
  private final short replicationFactor;

  /**
   * @param partitions of topics that are missing
   * @param replicationFactor of these
   */
  public OffloadTopics(int partitions, int replicationFactor) {
    this.partitions = partitions;
    this.replicationFactor = (short) replicationFactor;
  }

  /**
   * Prepares the topics.
   *
   * @param client properties of the connection
   * @throws StartException where there is no broker, or a topic is not as it must be
   */
  public void prepare(Properties client) throws StartException {
    String servers = Objects.toString(client.get("bootstrap.servers"));
    try (Admin admin = Admin.create(client)) {
      Set<String> existing = admin.listTopics().names().get();
      BrokerTopics.create(admin, existing, NEEDED, partitions, replicationFactor);
      Optional<String> defect =
          UntilKnown.get(() -> BrokerTopics.describe(admin, NEEDED)).stream()
              .flatMap(topic -> topic.wrongClock().stream())
              .findFirst();
      if (defect.isPresent()) {
        throw new StartException(defect.get());
      }
    } catch (ExecutionException | KafkaException e) {
      throw new StartException(
          BrokerTopics.unusable(servers, e instanceof ExecutionException ? e.getCause() : e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("interrupted while preparing topics", e);
    }
  }
}
