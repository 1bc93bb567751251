package org.cbnet.edge.offload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.cbnet.edge.clock.ManualClock;
import org.cbnet.inference.feature.EncodedTensor;
import org.cbnet.inference.offload.OffloadQuestion;
import org.cbnet.inference.offload.OffloadTensor;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.DecodingException;
import org.cbnet.schemas.record.OffloadRequest;
import org.cbnet.schemas.record.Tensor;
import org.junit.jupiter.api.Test;

class LetterWriterTest {
  private static final long BUDGET_NANOS = Duration.ofMillis(120).toNanos();

  private final ManualClock clock = new ManualClock();
  private final LetterWriter writer = new LetterWriter("pi-1", clock, UUID::randomUUID);

  @Test
  void writesWhatTheCloudNeeds() throws DecodingException {
    Letter letter =
        writer.write(
            question("2:conv", new EncodedTensor("uint8", "lz4", 0.5f, 7, new byte[] {1, 2})),
            BUDGET_NANOS,
            4);

    OffloadRequest request = read(letter);
    assertThat(request.getRequestId()).isEqualTo(letter.id());
    assertThat(request.getDeviceId()).isEqualTo("pi-1");
    assertThat(request.getBundleHash()).isEqualTo("abc");
    assertThat(request.getCut()).isEqualTo("2:conv");
    assertThat(request.getBudgetMicros()).isEqualTo(120_000);
    assertThat(request.getReplyPartition()).isEqualTo(4);
    assertThat(request.getSentMonotonicNanos()).isEqualTo(clock.monotonicNanos());
    assertThat(letter.endNanos()).isEqualTo(clock.monotonicNanos() + BUDGET_NANOS);
    Tensor tensor = request.getTensors().get(0);
    assertThat(tensor.getName()).isEqualTo("x");
    assertThat(tensor.getShape()).containsExactly(1, 2);
    assertThat(tensor.getElementType()).isEqualTo("uint8");
    assertThat(tensor.getEncoding()).isEqualTo("lz4");
    assertThat(tensor.getScale()).isEqualTo(0.5f);
    assertThat(tensor.getZeroPoint()).isEqualTo(7);
    assertThat(tensor.getData().array()).containsExactly(1, 2);
  }

  @Test
  void anImageHasNoScale() throws DecodingException {
    Letter letter =
        writer.write(
            question("input", new EncodedTensor("uint8", "png", 1, 0, new byte[3])),
            BUDGET_NANOS,
            0);

    assertThat(read(letter).getTensors().get(0).getScale()).isNull();
    assertThat(read(letter).getTensors().get(0).getZeroPoint()).isNull();
  }

  @Test
  void namesEveryQuestionAndTheClockAnew() throws DecodingException {
    OffloadRequest first = read(write(writer));
    OffloadRequest second = read(write(writer));
    OffloadRequest afterRestart = read(write(new LetterWriter("pi-1", clock, UUID::randomUUID)));

    assertThat(first.getRequestId()).isNotEqualTo(second.getRequestId());
    assertThat(first.getClockId()).isNotEmpty().isEqualTo(second.getClockId());
    assertThat(afterRestart.getClockId()).isNotEmpty().isNotEqualTo(first.getClockId());
  }

  private static Letter write(LetterWriter writer) {
    return writer.write(
        question("1:a", new EncodedTensor("uint8", "raw", 1, 0, new byte[1])), BUDGET_NANOS, 0);
  }

  private static OffloadQuestion question(String cut, EncodedTensor values) {
    return new OffloadQuestion("abc", cut, List.of(new OffloadTensor("x", List.of(1, 2), values)));
  }

  private static OffloadRequest read(Letter letter) throws DecodingException {
    return AvroCodec.of(OffloadRequest.class).decode(letter.payload());
  }
}
