package org.cbnet.edge.offload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.cbnet.edge.clock.ManualClock;
import org.cbnet.inference.offload.OffloadAnswer;
import org.cbnet.inference.offload.PendingAnswer;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.record.OffloadReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepliesTest {
  private final ManualClock clock = new ManualClock();
  private final Questions questions = new Questions(clock);
  private final ReplyReader reader = new ReplyReader("pi-1", new Replies(), questions);

  @Test
  void readsALabelWithItsTimes() {
    assertThat(Replies.answer(ok().build(), 50))
        .isEqualTo(new OffloadAnswer.Answered(3, 0.75f, "final", 10, 20, 50));
    assertThat(Replies.answer(ok().setExit("exit1").build(), 50))
        .isEqualTo(new OffloadAnswer.Answered(3, 0.75f, "exit1", 10, 20, 50));
  }

  @ParameterizedTest
  @ValueSource(strings = {"expired", "unknown-bundle", "failed", "of-a-later-version"})
  void passesOnWhyTheCloudDidNotCompute(String status) {
    OffloadReply reply = ok().setStatus(status).setReason("because").build();

    assertThat(Replies.answer(reply, 50))
        .isEqualTo(new OffloadAnswer.Refused(status, "because", 10, 50));
  }

  @ParameterizedTest
  @CsvSource({"-1, 0.5, 1, 1", "3, 1.5, 1, 1", "3, NaN, 1, 1", "3, 0.5, -1, 1", "3, 0.5, 1, -1"})
  void takesNoLabelThatMakesNoSense(int label, float confidence, long queue, long cloud) {
    OffloadReply reply =
        ok().setPredictedLabel(label)
            .setConfidence(confidence)
            .setQueueNanos(queue)
            .setCloudNanos(cloud)
            .build();

    assertThat(Replies.answer(reply, 50))
        .isInstanceOfSatisfying(
            OffloadAnswer.Refused.class,
            refused -> {
              assertThat(refused.status()).isEqualTo("failed");
              assertThat(refused.reason()).startsWith("the reply can't be used: ");
            });
  }

  @Test
  void takesNoLabelThatIsNotThere() {
    assertThat(Replies.answer(ok().setPredictedLabel(null).build(), 50))
        .isInstanceOf(OffloadAnswer.Refused.class);
    assertThat(Replies.answer(ok().setConfidence(null).build(), 50))
        .isInstanceOf(OffloadAnswer.Refused.class);
  }

  @Test
  void readsItsOwnRepliesOfThePartition() {
    PendingAnswer pending = ask();
    byte[] reply = AvroCodec.of(OffloadReply.class).encode(ok().build());

    reader.read("pi-2", reply);
    reader.read("pi-1", reply);

    assertThat(pending.end())
        .contains(new OffloadAnswer.Answered(3, 0.75f, "final", 10, 20, reply.length));
    assertThat(questions.counts(0, 0).foreign()).isEqualTo(1);
    assertThat(questions.counts(0, 0).answered()).isEqualTo(1);
  }

  @Test
  void countsWhatIsNoReply() {
    ask();

    reader.read("pi-1", new byte[] {1, 2, 3});
    reader.read("pi-1", null);
    reader.read(null, null);

    assertThat(questions.counts(0, 0).undecodable()).isEqualTo(2);
    assertThat(questions.counts(0, 0).foreign()).isEqualTo(1);
    assertThat(questions.openCount()).isEqualTo(1);
  }

  private PendingAnswer ask() {
    long end = clock.monotonicNanos() + Duration.ofMillis(100).toNanos();
    return questions.ask(new Letter("a", new byte[1], end));
  }

  private static OffloadReply.Builder ok() {
    return OffloadReply.newBuilder()
        .setRequestId("a")
        .setDeviceId("pi-1")
        .setStatus("ok")
        .setPredictedLabel(3)
        .setConfidence(0.75f)
        .setQueueNanos(10)
        .setCloudNanos(20);
  }
}
