package org.cbnet.cloud.offload;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.DecodingException.Reason;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.OffloadReply;
import org.cbnet.schemas.record.OffloadRequest;

/**
 * Replies to the partition that a request names, of the one topic that there is for them. Waits
 * some milliseconds at most where the broker is away.
 */
final class KafkaReplies implements Correspondent, AutoCloseable {
  private static final String TOPIC = Topics.OFFLOAD_REPLIES.name();
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

  private final AvroCodec<OffloadReply> codec = AvroCodec.of(OffloadReply.class);
  private final Producer<byte[], byte[]> producer;
  private final Sendings sendings = new Sendings();

  /**
   * @param producer closed by this
   */
  KafkaReplies(Producer<byte[], byte[]> producer) {
    this.producer = Objects.requireNonNull(producer, "producer is null");
  }

  @Override
  public Optional<String> obstacle(OffloadRequest request) {
    try {
      int partitions = producer.partitionsFor(TOPIC).size();
      return isThere(request.getReplyPartition(), partitions)
          ? Optional.empty()
          : Optional.of(
              "replyPartition must be from 0 to %d, the partitions of %s: %d"
                  .formatted(partitions - 1, TOPIC, request.getReplyPartition()));
    } catch (KafkaException e) {
      return Optional.of("the partitions of %s are not known: %s".formatted(TOPIC, e.getMessage()));
    }
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // its callback counts what becomes of it
  public void reply(OffloadRequest request, OffloadReply reply) {
    try {
      if (!isThere(request.getReplyPartition(), producer.partitionsFor(TOPIC).size())) {
        // To send there would wait for the partition to appear.
        sendings.lost();
        return;
      }
      producer.send(
          new ProducerRecord<>(
              TOPIC,
              request.getReplyPartition(),
              request.getDeviceId().getBytes(StandardCharsets.UTF_8),
              codec.encode(reply)),
          (at, failure) -> count(failure));
    } catch (KafkaException e) {
      sendings.lost();
    }
  }

  @Override
  public void undecodable(Reason reason, String message) {
    // Whoever sent it is not known.
  }

  /** What became of the replies. */
  Sendings sendings() {
    return sendings;
  }

  private static boolean isThere(int partition, int partitions) {
    return partition >= 0 && partition < partitions;
  }

  private void count(Exception failure) {
    if (failure == null) {
      sendings.sent();
    } else {
      sendings.lost();
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE_WITHIN);
  }
}
