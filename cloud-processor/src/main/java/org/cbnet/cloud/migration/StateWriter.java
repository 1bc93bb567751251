package org.cbnet.cloud.migration;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes entries into the changelogs of an application, and its position, in one transaction. */
final class StateWriter {
  // The most that a broker allows by itself.
  private static final int TRANSACTION_MILLIS = 900_000;

  private final Properties client;
  private final String applicationId;
  private final int partitions;

  StateWriter(Properties client, String applicationId, int partitions) {
    this.client = client;
    this.applicationId = applicationId;
    this.partitions = partitions;
  }

  long write(
      Map<Relocation<?, ?>, Map<Object, Object>> state,
      Map<TopicPartition, OffsetAndMetadata> position) {
    long entries = 0;
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      producer.initTransactions();
      producer.beginTransaction();
      for (var store : state.entrySet()) {
        entries += send(producer, store.getKey(), store.getValue());
      }
      producer.sendOffsetsToTransaction(position, group());
      producer.commitTransaction();
    }
    return entries;
  }

  private ConsumerGroupMetadata group() {
    Properties properties = new Properties();
    properties.putAll(client);
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, applicationId);
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> member = new KafkaConsumer<>(properties, bytes, bytes)) {
      return member.groupMetadata();
    }
  }

  // The commit of the transaction fails where a send did.
  @SuppressWarnings({"unchecked", "FutureReturnValueIgnored"})
  private <K, V> long send(
      KafkaProducer<byte[], byte[]> producer,
      Relocation<K, V> relocation,
      Map<Object, Object> entries) {
    String topic = Application.changelog(applicationId, relocation.store());
    entries.forEach(
        (key, value) ->
            producer.send(
                new ProducerRecord<>(
                    topic,
                    relocation.partition().applyAsInt((K) key, partitions),
                    relocation.store().key().serializer().serialize(topic, (K) key),
                    relocation.store().value().serializer().serialize(topic, (V) value))));
    return entries.size();
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Properties properties = new Properties();
    properties.putAll(client);
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, applicationId + "-import");
    properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
