package org.cbnet.cloud.runs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.cbnet.cloud.pairing.PairingTopics;
import org.cbnet.cloud.state.RunDeletion;
import org.cbnet.cloud.state.StateFormat;

/**
 * Writes a deletion into every partition of its topic, for the task of each to read it.
 *
 * <p>Deleting twice is deleting once, so what has reached a part of the partitions only is asked
 * for again. Blocks for ten seconds at most where the broker is away.
 */
public final class KafkaRunDeletions implements RunDeletions, AutoCloseable {
  private static final int STEP_MILLIS = 10_000;

  private final Producer<String, RunDeletion> producer;
  private final int partitions;

  /**
   * @param client properties of the connection
   * @param partitions of each input topic
   */
  public KafkaRunDeletions(Map<String, Object> client, int partitions) {
    this.partitions = partitions;
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, STEP_MILLIS);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, STEP_MILLIS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, STEP_MILLIS / 2);
    this.producer =
        new KafkaProducer<>(
            settings,
            PairingTopics.DELETIONS.key().serializer(),
            PairingTopics.DELETIONS.value().serializer());
  }

  @Override
  public void delete(String runId, String requestedBy) {
    RunDeletion deletion = new RunDeletion(StateFormat.VERSION, runId, requestedBy);
    String topic = PairingTopics.DELETIONS.name();
    List<Future<?>> sent = new ArrayList<>();
    try {
      for (int partition = 0; partition < partitions; partition++) {
        sent.add(producer.send(new ProducerRecord<>(topic, partition, runId, deletion)));
      }
      for (Future<?> one : sent) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new DeletionException(runId, e.getCause());
    } catch (KafkaException e) {
      throw new DeletionException(runId, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeletionException(runId, e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
  }
}
