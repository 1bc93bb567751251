package org.cbnet.edge.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cbnet.edge.clock.ManualClock;
import org.cbnet.inference.Frame;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.LabelledImages;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DataSetSourceTest {
  private static final Duration NO_WAIT = Duration.ZERO;
  private static LabelledImages sample;

  private final ManualClock clock = new ManualClock();

  @BeforeAll
  static void loadSample() throws IOException {
    sample = DataSets.sample();
  }

  @Test
  void givesTheImagesInOrderAndThenTheEnd() throws InterruptedException {
    try (DataSetSource source =
        new DataSetSource(sample, DataSetPlan.inFileOrder(10, 3), 0, clock)) {
      List<Frame> frames = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        frames.add(((Capture.Image) source.poll(NO_WAIT)).frame());
      }

      assertThat(frames)
          .extracting(Frame::id)
          .containsExactly("t10k-00010", "t10k-00011", "t10k-00012");
      assertThat(frames.get(0).trueLabel()).isEqualTo(sample.label(10));
      assertThat(source.poll(NO_WAIT)).isSameAs(Capture.Empty.END);
      assertThat(source.poll(NO_WAIT)).isSameAs(Capture.Empty.END);
    }
  }

  @Test
  void givesAllThatFollowForZeroFrames() throws InterruptedException {
    try (DataSetSource source =
        new DataSetSource(sample, DataSetPlan.inFileOrder(sample.size() - 2, 0), 0, clock)) {
      assertThat(source.poll(NO_WAIT)).isInstanceOf(Capture.Image.class);
      assertThat(source.poll(NO_WAIT)).isInstanceOf(Capture.Image.class);
      assertThat(source.poll(NO_WAIT)).isSameAs(Capture.Empty.END);
    }
  }

  @Test
  void keepsAFixedSchedule() throws InterruptedException {
    try (DataSetSource source =
        new DataSetSource(sample, DataSetPlan.inFileOrder(0, 0), 10, clock)) {
      assertThat(source.poll(NO_WAIT)).isInstanceOf(Capture.Image.class);
      assertThat(source.poll(NO_WAIT)).isSameAs(Capture.Empty.NOTHING_YET);

      clock.advance(Duration.ofMillis(99));
      assertThat(source.poll(NO_WAIT)).isSameAs(Capture.Empty.NOTHING_YET);
      clock.advance(Duration.ofMillis(1));
      assertThat(source.poll(NO_WAIT)).isInstanceOf(Capture.Image.class);

      clock.advance(Duration.ofMillis(200));
      assertThat(source.poll(NO_WAIT)).isInstanceOf(Capture.Image.class);
      assertThat(source.poll(NO_WAIT)).isInstanceOf(Capture.Image.class);
      assertThat(source.poll(NO_WAIT)).isSameAs(Capture.Empty.NOTHING_YET);
    }
  }

  @Test
  void endsWhenClosed() throws InterruptedException {
    DataSetSource source = new DataSetSource(sample, DataSetPlan.inFileOrder(0, 0), 0, clock);
    source.close();

    assertThat(source.poll(NO_WAIT)).isSameAs(Capture.Empty.END);
  }

  @Test
  void rejectsFramesThatTheDataSetDoesNotHave() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DataSetSource(sample, DataSetPlan.inFileOrder(990, 11), 0, clock))
        .withMessage("fashion-mnist has 1000 images: there are not 11 from index 990 on");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DataSetSource(sample, DataSetPlan.inFileOrder(1_000, 0), 0, clock));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DataSetSource(sample, DataSetPlan.inFileOrder(-1, 1), 0, clock));
  }
}
