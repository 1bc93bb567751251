package org.cbnet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class TopicsTest {
  @Test
  void everyTopicUsesTheBrokersClock() {
    assertThat(Topics.ALL)
        .allSatisfy(
            topic ->
                assertThat(topic.config())
                    .containsEntry("message.timestamp.type", "LogAppendTime"));
  }

  @Test
  void questionsAndAnswersOfOffloadingAreKeptForMinutes() {
    assertThat(List.of(Topics.OFFLOAD_REQUESTS, Topics.OFFLOAD_REPLIES))
        .allSatisfy(
            topic ->
                assertThat(topic.config())
                    .containsEntry("message.timestamp.type", "LogAppendTime")
                    .containsEntry("retention.ms", "600000")
                    // What is in the segment being written is never deleted.
                    .containsEntry("segment.ms", "300000")
                    .containsEntry("segment.bytes", "16777216"));
  }

  @Test
  void namesAreUnique() {
    assertThat(Topics.ALL).extracting(Topic::name).doesNotHaveDuplicates();
  }

  @Test
  void serdeReadsWhatItWrote() {
    var serde = Topics.INFERENCE_RESULTS.value();
    byte[] bytes = serde.serializer().serialize("any", TestRecords.batch());

    assertThat(serde.deserializer().deserialize("any", bytes)).isEqualTo(TestRecords.batch());
    assertThat(serde.deserializer().deserialize("any", null)).isNull();
  }

  @Test
  void serdeSaysWhatIsWrongWithABadPayload() {
    var deserializer = Topics.INFERENCE_RESULTS.value().deserializer();

    assertThatThrownBy(() -> deserializer.deserialize("any", new byte[] {1, 2, 3}))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("01 02");
  }
}
