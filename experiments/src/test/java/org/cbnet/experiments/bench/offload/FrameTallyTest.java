package org.cbnet.experiments.bench.offload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cbnet.experiments.bench.offload.FrameRecord.Answerer;
import org.junit.jupiter.api.Test;

class FrameTallyTest {
  private static final Duration DEADLINE = Duration.ofMillis(100);

  private final List<FrameRecord> frames = new ArrayList<>();

  @Test
  void everyFrameIsOneOfFourAndTheLateOnesAreCounted() {
    frame(Answerer.CLOUD, 50, "input");
    frame(Answerer.CLOUD, 120, "input");
    frame(Answerer.FALL_BACK, 121, "input");
    frame(Answerer.DEVICE, 10, FrameRecord.DEVICE);
    frame(Answerer.NOBODY, 10, FrameRecord.DEVICE);

    FrameTally tally = FrameTally.of(frames, DEADLINE);

    assertThat(tally).isEqualTo(new FrameTally(5, 2, 1, 1, 1, 1, 50, 121));
    assertThat(tally.inTimeShare()).isCloseTo(0.6, within(1e-9));
  }

  @Test
  void aPhaseTellsTheFirstFrameWithAnotherCut() {
    frame(Answerer.CLOUD, 100, "input");
    frame(Answerer.CLOUD, 100, "input");
    frame(Answerer.CLOUD, 100, "1:features");
    frame(Answerer.DEVICE, 100, FrameRecord.DEVICE);
    frame(Answerer.DEVICE, 100, FrameRecord.DEVICE);
    frame(Answerer.DEVICE, 100, FrameRecord.DEVICE);
    long begin = frames.get(0).beganNanos();

    StepPhase phase =
        StepPhase.of(
            "3g",
            frames,
            List.of(begin + 1, begin + StepPhase.SETTLING.toNanos() + 1),
            begin,
            "input");

    assertThat(phase.cut()).isEqualTo(FrameRecord.DEVICE);
    assertThat(phase.secondsToCut()).isCloseTo(0.3, within(1e-9));
    assertThat(phase.decisions()).isEqualTo(2);
    assertThat(phase.unsettled()).isEqualTo(1);
    assertThat(phase.tally().frames()).isEqualTo(6);
  }

  // One after the other.
  private void frame(Answerer answerer, int millis, String cut) {
    long began = frames.isEmpty() ? -7 : frames.get(frames.size() - 1).endedNanos();
    frames.add(new FrameRecord(began, began + millis * 1_000_000L, answerer, cut));
  }
}
