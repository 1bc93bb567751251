package org.cbnet.edge.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import org.cbnet.edge.clock.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LastingSourceTest {
  private static final Duration PATIENCE = Duration.ofMillis(1);

  private final ManualClock clock = new ManualClock();

  @Test
  void passesFramesOnUntilItsTimeIsOver() throws InterruptedException {
    DataSetSource frames = new DataSetSource(TestImages.images(), DataSetPlan.forEver(0), 0, clock);
    LastingSource source = new LastingSource(Optional.of(frames), Duration.ofSeconds(1), clock);

    assertThat(id(source.poll(PATIENCE))).isEqualTo("t10k-00000");
    clock.advance(Duration.ofNanos(999_999_999));
    assertThat(id(source.poll(PATIENCE))).isEqualTo("t10k-00001");
    clock.advance(Duration.ofNanos(1));
    assertThat(source.poll(PATIENCE)).isEqualTo(Capture.Empty.END);
    assertThat(source.poll(PATIENCE)).isEqualTo(Capture.Empty.END);
  }

  @Test
  void lastsAfterItsFramesHaveEnded() throws InterruptedException {
    DataSetSource frames =
        new DataSetSource(TestImages.images(), DataSetPlan.inFileOrder(1, 1), 0, clock);
    LastingSource source = new LastingSource(Optional.of(frames), Duration.ofSeconds(1), clock);

    assertThat(id(source.poll(PATIENCE))).isEqualTo("t10k-00001");
    assertThat(source.poll(PATIENCE)).isEqualTo(Capture.Empty.NOTHING_YET);
    assertThat(source.poll(PATIENCE)).isEqualTo(Capture.Empty.NOTHING_YET);
    clock.advance(Duration.ofSeconds(1));
    assertThat(source.poll(PATIENCE)).isEqualTo(Capture.Empty.END);
  }

  @Test
  void hasTimeAloneWhereThereAreNoFrames() throws InterruptedException {
    LastingSource source = new LastingSource(Optional.empty(), Duration.ofSeconds(1), clock);

    assertThat(source.poll(PATIENCE)).isEqualTo(Capture.Empty.NOTHING_YET);
    clock.advance(Duration.ofSeconds(1));
    assertThat(source.poll(PATIENCE)).isEqualTo(Capture.Empty.END);
  }

  @Test
  void endsWhenItIsClosed() throws InterruptedException {
    LastingSource source = new LastingSource(Optional.empty(), Duration.ofSeconds(1), clock);

    source.close();

    assertThat(source.poll(PATIENCE)).isEqualTo(Capture.Empty.END);
  }

  @Test
  void refusesToLastNoTime() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LastingSource(Optional.empty(), Duration.ZERO, clock))
        .withMessageContaining("PT0S");
  }

  private static String id(Capture capture) {
    return ((Capture.Image) capture).frame().id();
  }
}
