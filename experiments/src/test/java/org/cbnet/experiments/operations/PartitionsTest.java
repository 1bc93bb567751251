package org.cbnet.experiments.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.cbnet.cloud.deadletter.DeadLetter;
import org.cbnet.cloud.deadletter.LetterReader;
import org.cbnet.cloud.deadletter.LetterReader.Position;
import org.cbnet.cloud.deadletter.LetterReplay;
import org.cbnet.cloud.start.InputTopics;
import org.cbnet.experiments.broker.EmbeddedBroker;
import org.cbnet.schemas.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where partitions are not as many as the configuration says, or as they were. */
class PartitionsTest {
  @TempDir private Path folder;
  private EmbeddedBroker broker;
  private final Properties client = new Properties();

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedBroker.start(folder, 0);
    client.put("bootstrap.servers", broker.bootstrapServers());
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void whatIsMissingIsMadeAfterTheResultsThatAreThere() throws Exception {
    try (Admin admin = Admin.create(client)) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(Topics.INFERENCE_RESULTS.name(), 3, (short) 1)
                      .configs(Topics.INFERENCE_RESULTS.config()),
                  new NewTopic(Topics.DEAD_LETTER_REPLAYS.name(), 1, (short) 1)
                      .configs(Topics.DEAD_LETTER_REPLAYS.config())))
          .all()
          .get();

      assertThat(new InputTopics(4, 1).prepare(client)).isEqualTo(3);
      assertThat(partitions(admin, Topics.ENERGY_SAMPLES.name())).isEqualTo(3);
      // The cloud alone writes it.
      assertThat(partitions(admin, Topics.DEAD_LETTER_REPLAYS.name())).isEqualTo(3);
    }
  }

  @Test
  void aLetterFromAPartitionThatItsDeviceHasLeftIsNotReplayed() throws Exception {
    new InputTopics(2, 1).prepare(client);
    List<Position> letters;
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
      letters = List.of(letter(producer, 0), letter(producer, 1), letter(producer, 2));
    }

    LetterReplay.Summary summary =
        new LetterReplay(new LetterReader(client, Duration.ofSeconds(10)), client).replay(letters);

    assertThat(summary.replayed()).isOne();
    assertThat(summary.foreign()).isEqualTo(2);
  }

  private static Position letter(KafkaProducer<byte[], byte[]> producer, int from)
      throws ExecutionException, InterruptedException {
    var letter =
        new ProducerRecord<>(
            Topics.DEAD_LETTERS.name(), 0, "pi-1".getBytes(StandardCharsets.UTF_8), new byte[] {1});
    Map.of(
            DeadLetter.REASON, "text",
            DeadLetter.MESSAGE, "a site is no name",
            DeadLetter.TOPIC, Topics.INFERENCE_RESULTS.name(),
            DeadLetter.PARTITION, Integer.toString(from),
            DeadLetter.OFFSET, "7",
            DeadLetter.APPENDED, "1000",
            DeadLetter.REMEMBERED, "true")
        .forEach((name, text) -> letter.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    return new Position(0, producer.send(letter).get().offset());
  }

  private static int partitions(Admin admin, String topic)
      throws ExecutionException, InterruptedException {
    return admin
        .describeTopics(List.of(topic))
        .allTopicNames()
        .get()
        .get(topic)
        .partitions()
        .size();
  }
}
