package org.cbnet.experiments.fleet;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends records of many devices through one producer: acknowledged, compressed and partitioned as
 * an agent's, but gathered, so that one machine can stand in for a fleet.
 */
public final class FleetSender implements AutoCloseable {
  private static final int BATCH_BYTES = 128 << 10;
  private static final int BUFFER_BYTES = 64 << 20;

  private final KafkaProducer<String, byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  /**
   * @param lingerMillis how long the producer gathers; 0 to send at once
   */
  public FleetSender(String bootstrapServers, int lingerMillis) {
    this.producer =
        new KafkaProducer<>(
            Map.of(
                // One at a time: what a topic just made refuses must not be overtaken, or Kafka
                // takes it for out of sequence until the delivery times out.
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1,
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "zstd",
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                lingerMillis,
                ProducerConfig.BATCH_SIZE_CONFIG,
                BATCH_BYTES,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                BUFFER_BYTES,
                ProducerConfig.ENABLE_METRICS_PUSH_CONFIG,
                false),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /**
   * Sends a record; waits only where the broker can't keep up.
   *
   * @throws IOException where an earlier record could not be sent
   */
  public void send(FleetRecord fleetRecord) throws IOException {
    send(fleetRecord, (sent, where) -> {});
  }

  /** The same; {@code acknowledged} hears, on the producer's thread, where the record lies. */
  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of failures
  public void send(FleetRecord fleetRecord, BiConsumer<FleetRecord, RecordMetadata> acknowledged)
      throws IOException {
    throwFailure();
    producer.send(
        new ProducerRecord<>(fleetRecord.topic(), fleetRecord.deviceId(), fleetRecord.value()),
        (where, e) -> {
          if (e == null) {
            acknowledged.accept(fleetRecord, where);
          } else {
            failure.compareAndSet(null, e);
          }
        });
  }

  /** Waits until the broker has everything. */
  public void flush() throws IOException {
    producer.flush();
    throwFailure();
  }

  @Override
  public void close() {
    producer.close();
  }

  private void throwFailure() throws IOException {
    Exception e = failure.get();
    if (e != null) {
      throw new IOException("the broker did not take a record: " + e.getMessage(), e);
    }
  }
}
