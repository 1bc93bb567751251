package org.cbnet.cloud.deadletter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.cbnet.cloud.deadletter.LetterReader.Position;
import org.cbnet.schemas.Topics;

/**
 * Hands dead letters back to the cloud, to be judged anew. A letter that is handed over twice
 * changes nothing the second time, so a replay that broke off is simply done again.
 */
public final class LetterReplay {
  private static final int MAX_BLOCK_MILLIS = 15_000;

  private final LetterReader reader;
  private final Properties client;

  /**
   * @param client properties of the connection
   */
  public LetterReplay(LetterReader reader, Properties client) {
    this.reader = Objects.requireNonNull(reader, "reader is null");
    this.client = new Properties();
    this.client.putAll(client);
  }

  /**
   * What was done. What becomes of the letters shows in the conservation report.
   *
   * @param replayed handed over
   * @param truncated of which the dead letters hold only the first bytes: they can't be replayed
   * @param foreign that are no dead letters of the cloud, are not there, or come from a partition
   *     that their device has left since
   * @param next where more of the same selection go on; null where there are none
   */
  public record Summary(int replayed, int truncated, int foreign, String next) {}

  /**
   * Replays the newest letters of a selection.
   *
   * @param limit how many at most
   * @param after {@code next} of the replay before
   * @throws KafkaException where the broker does not take them
   */
  public Summary replay(LetterFilter filter, int limit, Optional<String> after) {
    LetterPage page = reader.newest(filter, limit, after);
    List<Position> positions =
        page.letters().stream().map(each -> new Position(each.partition(), each.offset())).toList();
    Summary summary = replay(positions);
    return new Summary(summary.replayed(), summary.truncated(), summary.foreign(), page.next());
  }

  /**
   * Replays single letters.
   *
   * @throws KafkaException where the broker does not take them
   */
  public Summary replay(Collection<Position> positions) {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      Tally tally =
          new Tally(() -> producer.partitionsFor(Topics.DEAD_LETTER_REPLAYS.name()).size());
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      reader.each(
          positions, letter -> tally.judge(letter).ifPresent(r -> sent.add(producer.send(r))));
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
      int missing = positions.size() - sent.size() - tally.truncated - tally.foreign;
      return new Summary(sent.size(), tally.truncated, tally.foreign + missing, null);
    } catch (ExecutionException e) {
      throw new KafkaException("the replay was not taken: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while replaying", e);
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Properties properties = new Properties();
    properties.putAll(client);
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** What was met so far. */
  private static final class Tally {
    // Asked once there is a letter: a broker that is away is noticed sooner by who reads them.
    private final IntSupplier partitions;
    private int truncated;
    private int foreign;

    Tally(IntSupplier partitions) {
      this.partitions = partitions;
    }

    /** Once partitions were added its device is remembered elsewhere: it would count twice. */
    private boolean isAstray(LetterOrigin origin, byte[] key) {
      int count = partitions.getAsInt();
      return origin.partition() >= count
          || (key != null && Utils.toPositive(Utils.murmur2(key)) % count != origin.partition());
    }

    Optional<ProducerRecord<byte[], byte[]>> judge(ConsumerRecord<byte[], byte[]> letter) {
      Optional<LetterHeaders> headers = LetterHeaders.of(letter.headers());
      if (headers.isEmpty()) {
        foreign++;
        return Optional.empty();
      }
      if (!headers.get().whole()) {
        truncated++;
        return Optional.empty();
      }
      if (isAstray(headers.get().origin(), letter.key())) {
        foreign++;
        return Optional.empty();
      }
      // Where the record was, for there its device's sequence numbers are remembered.
      return Optional.of(
          new ProducerRecord<>(
              Topics.DEAD_LETTER_REPLAYS.name(),
              headers.get().origin().partition(),
              letter.key(),
              letter.value(),
              letter.headers()));
    }
  }
}
