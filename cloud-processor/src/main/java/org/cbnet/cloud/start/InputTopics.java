package org.cbnet.cloud.start;

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
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
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
      BrokerTopics.create(admin, existing, RESULTS, partitions, replicationFactor);
      int ofResults =
          UntilKnown.get(() -> BrokerTopics.describe(admin, RESULTS)).get(0).partitions();
      BrokerTopics.create(admin, existing, NEEDED, ofResults, replicationFactor);
      grow(admin, ofResults);
      List<ExistingTopic> inputs =
          UntilKnown.get(
              () ->
                  BrokerTopics.describe(
                      admin, Stream.concat(COPARTITIONED.stream(), INTERNAL.stream()).toList()));
      Optional<String> defect = ExistingTopic.defect(inputs);
      if (defect.isPresent()) {
        throw new StartException(defect.get());
      }
      return inputs.get(0).partitions();
    } catch (ExecutionException | KafkaException e) {
      throw new StartException(
          BrokerTopics.unusable(servers, e instanceof ExecutionException ? e.getCause() : e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("interrupted while preparing topics", e);
    }
  }

  /** Nobody else has to do with the application's own topics, so they follow the results'. */
  private static void grow(Admin admin, int partitions)
      throws ExecutionException, InterruptedException {
    Map<String, NewPartitions> small = new HashMap<>();
    for (ExistingTopic topic : UntilKnown.get(() -> BrokerTopics.describe(admin, INTERNAL))) {
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
    UntilKnown.get(() -> grown(BrokerTopics.describe(admin, INTERNAL), partitions));
  }

  private static List<ExistingTopic> grown(List<ExistingTopic> topics, int partitions)
      throws ExecutionException {
    if (topics.stream().anyMatch(topic -> topic.partitions() < partitions)) {
      throw new ExecutionException(new UnknownTopicOrPartitionException("not grown yet"));
    }
    return topics;
  }
}
