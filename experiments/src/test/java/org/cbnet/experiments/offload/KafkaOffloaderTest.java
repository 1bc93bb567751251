package org.cbnet.experiments.offload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.cbnet.edge.config.KafkaConfig;
import org.cbnet.edge.config.OffloadConfig;
import org.cbnet.edge.config.OffloadKafkaConfig;
import org.cbnet.edge.config.OffloadTransport;
import org.cbnet.edge.offload.Offloaders;
import org.cbnet.experiments.link.LinkCounts;
import org.cbnet.inference.offload.OffloadAnswer;
import org.cbnet.inference.offload.OffloadCounts;
import org.cbnet.inference.offload.Offloader;
import org.cbnet.schemas.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaOffloaderTest extends OffloaderContract {
  private static final int PARTITION = 2;

  @TempDir private static Path folder;
  private static KafkaFarEnd farEnd;

  @BeforeAll
  static void start() throws IOException {
    farEnd = new KafkaFarEnd(folder.resolve("broker"));
  }

  @AfterAll
  static void stop() {
    farEnd.close();
  }

  @Override
  FarEnd farEnd() {
    return farEnd;
  }

  @Override
  Offloader open() {
    return open("pi-1", farEnd.deviceBootstrapServers(), PARTITION);
  }

  @Override
  Offloader openToNobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return open("pi-1", "127.0.0.1:" + socket.getLocalPort(), PARTITION);
    }
  }

  @Test
  void countsTheRepliesOfOthersInItsPartition() throws Exception {
    Offloader offloader = serving(label(7));
    OffloadCounts before = offloader.counts();
    try (Offloader other = open("pi-2", farEnd.bootstrapServers(), PARTITION)) {
      untilAnswered(other);
      long replies = other.counts().answered();

      until(() -> offloader.counts().foreign() == before.foreign() + replies);
      assertThat(other.counts().foreign()).isZero();
    }
    assertThat(offloader.counts().bytesDown()).isGreaterThan(before.bytesDown());
    assertThat(offloader.counts().answered()).isEqualTo(before.answered());
  }

  @Test
  void countsWhatIsNoReplyAndGoesOn() throws Exception {
    Offloader offloader = serving(label(7));
    try (Producer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", farEnd.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (byte[] each : new byte[][] {{1, 2, 3}, {}, null}) {
        producer
            .send(new ProducerRecord<>(Topics.OFFLOAD_REPLIES.name(), PARTITION, "pi-1", each))
            .get();
      }
    }

    until(() -> offloader.counts().undecodable() == 3);
    assertThat(offloader.counts().foreign()).isZero();
    assertThat(untilAnswered(offloader).label()).isEqualTo(7);
  }

  @Test
  void countsTheBytesThatGoOverItsLink() throws Exception {
    // What was parked for the test before may come until its connections are gone.
    until(() -> farEnd.link().counts().open() == 0);
    LinkCounts linkBefore = farEnd.link().counts();
    Offloader offloader = serving(label(7));
    for (int i = 0; i < 100; i++) {
      untilAnswered(offloader);
    }

    // Until nothing is on its way: an idle consumer asks twice a second.
    until(
        () -> {
          OffloadCounts counts = offloader.counts();
          LinkCounts link = farEnd.link().counts();
          return counts.bytesUp() == link.up().delivered() - linkBefore.up().delivered()
              && counts.bytesDown() == link.down().delivered() - linkBefore.down().delivered();
        });
  }

  @Test
  void saysWhichPartitionIsNotThere() throws Exception {
    try (Offloader offloader = open("pi-1", farEnd.bootstrapServers(), KafkaFarEnd.PARTITIONS)) {
      until(
          () ->
              offloader
                  .ask(question(), LONG.toNanos())
                  .end()
                  .filter(OffloadAnswer.Unreachable.class::isInstance)
                  .map(answer -> ((OffloadAnswer.Unreachable) answer).detail())
                  .filter(detail -> detail.contains("offload.reply-partition must be below the 3"))
                  .isPresent());
    }
  }

  private static Offloader open(String device, String servers, int partition) {
    OffloadConfig config =
        new OffloadConfig(
            OffloadTransport.KAFKA,
            Optional.empty(),
            Optional.of(partition),
            new OffloadKafkaConfig(Optional.of(servers)));
    return Offloaders.open(config, new KafkaConfig("localhost:9092", Map.of()), device);
  }
}
