package org.cbnet.experiments.offload;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.DecodingException;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.OffloadRequest;

/**
 * Answers requests over Kafka, on a thread of its own: reads all partitions from now on, and
 * replies to the partition that a request names. Tuned as devices are: nothing lingers.
 */
public final class KafkaResponder implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);

  private final AvroCodec<OffloadRequest> codec = AvroCodec.of(OffloadRequest.class);
  private final Responder responder;
  private final Producer<String, byte[]> producer;
  private final Consumer<String, byte[]> consumer;
  private final Thread thread;
  private volatile boolean closed;

  /** Starts it; what is asked from now on is answered. */
  public KafkaResponder(String bootstrapServers, Responder responder) {
    this.responder = responder;
    this.producer =
        new KafkaProducer<>(
            settings(bootstrapServers, Map.of("acks", "1", "linger.ms", 0)),
            new StringSerializer(),
            new ByteArraySerializer());
    this.consumer =
        new KafkaConsumer<>(
            settings(bootstrapServers, Map.of("auto.offset.reset", "latest")),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.OFFLOAD_REQUESTS.name()).stream()
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    thread = new Thread(this::run, "offload-responder-kafka");
    thread.setDaemon(true);
    thread.start();
  }

  private static Map<String, Object> settings(String servers, Map<String, Object> own) {
    Map<String, Object> settings = new HashMap<>(own);
    settings.put("bootstrap.servers", servers);
    settings.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    if (own.containsKey("acks")) {
      settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
    } else {
      settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    }
    return settings;
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (consumer;
        producer) {
      while (!closed) {
        for (ConsumerRecord<String, byte[]> each : consumer.poll(POLL)) {
          answer(each.value());
        }
      }
    } catch (WakeupException e) {
      // Closed.
    }
  }

  private void answer(byte[] request) {
    responder.reply(request).ifPresent(reply -> send(request, reply));
  }

  private void send(byte[] request, byte[] reply) {
    try {
      OffloadRequest asked = codec.decode(request);
      Future<RecordMetadata> unused =
          producer.send(
              new ProducerRecord<>(
                  Topics.OFFLOAD_REPLIES.name(),
                  asked.getReplyPartition(),
                  asked.getDeviceId(),
                  reply));
    } catch (DecodingException e) {
      throw new IllegalArgumentException("nobody to reply to", e);
    }
  }
}
