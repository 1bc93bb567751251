package org.cbnet.experiments.bench.offload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cbnet.experiments.bench.offload.FrameRecord.Answerer;
import org.cbnet.experiments.link.Outage;
import org.junit.jupiter.api.Test;

class ReturnsTest {
  // Any: nanosecond clocks may begin below zero.
  private static final long BEGIN = -5_000;
  private static final List<Outage> OUTAGES =
      List.of(outage(10, 20), outage(30, 32), outage(33, 40), outage(50, 60), outage(90, 99));

  private final List<FrameRecord> frames = new ArrayList<>();

  @Test
  void tellsHowSoonTheCloudAnswersAgain() {
    add(5, Answerer.CLOUD);
    // Held up by the outage: the link's return, not the strategy's.
    frames.add(new FrameRecord(at(9), at(20.5), Answerer.CLOUD, "input"));
    add(21, Answerer.FALL_BACK);
    add(22, Answerer.DEVICE);
    add(23, Answerer.CLOUD);
    add(24, Answerer.CLOUD);
    // Gone again at 33, and back at 40 without an answer before 50.
    add(49, Answerer.FALL_BACK);
    // After 60 the frames end.
    add(62, Answerer.FALL_BACK);

    Returns returns = Returns.of(OUTAGES, BEGIN, frames);

    assertThat(returns.outages()).isEqualTo(4);
    assertThat(returns.seconds()).singleElement().isEqualTo(3.1);
    assertThat(returns.mostSeconds()).isEqualTo(3.1);
    assertThat(returns.missed()).isEqualTo(1);
    assertThat(returns.unjudged()).isEqualTo(2);
  }

  @Test
  void nothingIsMissedWhereNothingWasFilmed() {
    assertThat(Returns.of(OUTAGES, BEGIN, List.of())).isEqualTo(new Returns(0, List.of(), 0, 0));
  }

  private void add(double second, Answerer answerer) {
    frames.add(new FrameRecord(at(second), at(second + 0.1), answerer, "input"));
  }

  private static long at(double second) {
    return BEGIN + Math.round(second * 1e9);
  }

  private static Outage outage(int from, int to) {
    return new Outage(Duration.ofSeconds(from), Duration.ofSeconds(to));
  }
}
