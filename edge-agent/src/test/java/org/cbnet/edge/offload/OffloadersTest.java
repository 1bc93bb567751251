package org.cbnet.edge.offload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.cbnet.edge.config.KafkaConfig;
import org.cbnet.edge.config.OffloadConfig;
import org.cbnet.edge.config.OffloadKafkaConfig;
import org.cbnet.edge.config.OffloadTransport;
import org.cbnet.inference.offload.OffloadAnswer;
import org.cbnet.inference.offload.OffloadCounts;
import org.cbnet.inference.offload.OffloadQuestion;
import org.cbnet.inference.offload.Offloader;
import org.junit.jupiter.api.Test;

class OffloadersTest {
  private static final KafkaConfig AGENT =
      new KafkaConfig("agent:9092", Map.of("security.protocol", "SSL", "linger.ms", "500"));

  @Test
  void withoutATransportEveryQuestionIsUnreachableAtOnce() {
    OffloadConfig none =
        new OffloadConfig(
            OffloadTransport.NONE,
            Optional.empty(),
            Optional.empty(),
            new OffloadKafkaConfig(Optional.empty()));

    try (Offloader offloader = Offloaders.open(none, AGENT, "pi-1")) {
      assertThat(offloader.ask(new OffloadQuestion("abc", "input", List.of()), 1_000).end())
          .containsInstanceOf(OffloadAnswer.Unreachable.class);
      assertThat(offloader.transport()).isEqualTo("none");
      assertThat(offloader.counts()).isEqualTo(new OffloadCounts(1, 0, 0, 1, 0, 0, 0, 0, 0, 0));
    }
  }

  @Test
  void takesSecurityFromTheAgentAndNothingElse() {
    Map<String, Object> producer = new KafkaSettings("pi-1", "a:1", AGENT.properties()).producer();
    Map<String, Object> consumer = new KafkaSettings("pi-1", "a:1", AGENT.properties()).consumer();

    assertThat(producer).containsEntry("security.protocol", "SSL").containsEntry("linger.ms", 0);
    assertThat(consumer).containsEntry("security.protocol", "SSL").doesNotContainKey("linger.ms");
  }

  @Test
  void readsWhereKafkaWouldPutTheDevice() {
    byte[] key = {'p', 'i', '-', '1'};

    assertThat(new ReplyPartition("pi-1", Optional.empty()).among(7))
        .isEqualTo(BuiltInPartitioner.partitionForKey(key, 7));
    assertThat(new ReplyPartition("pi-1", Optional.of(6)).among(7)).isEqualTo(6);
  }

  @Test
  void refusesAPartitionThatIsNotThere() {
    assertThatThrownBy(() -> new ReplyPartition("pi-1", Optional.of(7)).among(7))
        .hasMessage(
            "offload.reply-partition must be below the 7 partitions of cbnet.offload.replies: 7");
  }
}
