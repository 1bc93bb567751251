package org.cbnet.cloud.start;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.cbnet.schemas.Topic;
import org.cbnet.schemas.Topics;

/**
 * Makes the topics of offloading that are missing, and refuses those that are not as they must be.
 */
public final class OffloadTopics {
  private static final List<Topic<?, ?>> OTHERS =
      List.of(Topics.OFFLOAD_REQUESTS, Topics.DEAD_LETTERS);
  private static final List<Topic<?, ?>> REPLIES = List.of(Topics.OFFLOAD_REPLIES);
  private static final List<Topic<?, ?>> NEEDED =
      Stream.concat(OTHERS.stream(), REPLIES.stream()).toList();

  /**
   * Partitions of replies for each of the others'. A device reads one, and with it the replies to
   * all devices that share it: of 200 devices on 4 partitions each reply woke 50.
   */
  private static final int REPLY_SHARE = 16;

  private static final int MOST_OF_REPLIES = 1_000;

  private final int partitions;
  private final short replicationFactor;

  /**
   * @param partitions of topics that are missing; replies have {@value #REPLY_SHARE} times as many,
   *     {@value #MOST_OF_REPLIES} at most
   * @param replicationFactor of these
   */
  public OffloadTopics(int partitions, int replicationFactor) {
    this.partitions = partitions;
    this.replicationFactor = (short) replicationFactor;
  }

  private int ofReplies() {
    return Math.min(partitions * REPLY_SHARE, MOST_OF_REPLIES);
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
      BrokerTopics.create(admin, existing, REPLIES, ofReplies(), replicationFactor);
      BrokerTopics.create(admin, existing, OTHERS, partitions, replicationFactor);
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
