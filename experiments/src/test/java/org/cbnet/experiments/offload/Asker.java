package org.cbnet.experiments.offload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.DecodingException;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.OffloadReply;
import org.cbnet.schemas.record.OffloadRequest;
import org.cbnet.schemas.record.Tensor;

/** Asks the cloud for whole inferences over Kafka, with bare clients, and hears all replies. */
final class Asker implements AutoCloseable {
  private static final AvroCodec<OffloadRequest> REQUESTS = AvroCodec.of(OffloadRequest.class);
  private static final AvroCodec<OffloadReply> REPLIES = AvroCodec.of(OffloadReply.class);

  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String hash;
  private final Frame frame;
  private final Map<Integer, List<OffloadReply>> byPartition = new HashMap<>();

  Asker(String bootstrapServers, int partitions) throws IOException {
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> all =
        IntStream.range(0, partitions)
            .mapToObj(each -> new TopicPartition(Topics.OFFLOAD_REPLIES.name(), each))
            .toList();
    consumer.assign(all);
    consumer.seekToEnd(all);
    all.forEach(consumer::position);
    this.hash = ModelBundle.load(Path.of("..", "models", "fashion-mnist", "lenet")).hash();
    this.frame = DataSets.sample().frame(0);
  }

  /** The image as its grey bytes. */
  OffloadRequest request(String deviceId, int replyPartition) {
    Tensor tensor = new Tensor();
    tensor.setName("image");
    tensor.setElementType("uint8");
    tensor.setShape(List.of(1, 1, 28, 28));
    tensor.setEncoding("raw");
    tensor.setData(ByteBuffer.wrap(frame.pixels()));
    OffloadRequest request = new OffloadRequest();
    request.setRequestId(UUID.randomUUID().toString());
    request.setDeviceId(deviceId);
    request.setBundleHash(hash);
    request.setCut("input");
    request.setBudgetMicros(Duration.ofMinutes(5).toNanos() / 1_000);
    request.setReplyPartition(replyPartition);
    request.setTensors(List.of(tensor));
    request.setClockId("");
    return request;
  }

  /** Sends one; its id. */
  String ask(OffloadRequest request) throws ExecutionException, InterruptedException {
    send(request.getDeviceId(), REQUESTS.encode(request));
    return request.getRequestId();
  }

  void send(String deviceId, byte[] value) throws ExecutionException, InterruptedException {
    byte[] key = deviceId.getBytes(StandardCharsets.UTF_8);
    producer.send(new ProducerRecord<>(Topics.OFFLOAD_REQUESTS.name(), key, value)).get();
  }

  /** Hears what there is for some time. */
  void listen(Duration time) throws DecodingException {
    for (ConsumerRecord<byte[], byte[]> each : consumer.poll(time)) {
      byPartition
          .computeIfAbsent(each.partition(), any -> new ArrayList<>())
          .add(REPLIES.decode(each.value()));
    }
  }

  /** Listens until there are so many. */
  void await(int replies, Duration patience) throws DecodingException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (all().size() < replies) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("%d of %d replies".formatted(all().size(), replies));
      }
      listen(Duration.ofMillis(100));
    }
  }

  Map<Integer, List<OffloadReply>> byPartition() {
    return byPartition;
  }

  List<OffloadReply> all() {
    return byPartition.values().stream().flatMap(List::stream).toList();
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }
}
