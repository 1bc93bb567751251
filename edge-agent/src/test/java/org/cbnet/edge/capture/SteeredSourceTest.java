package org.cbnet.edge.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.cbnet.edge.clock.ManualClock;
import org.cbnet.inference.Frame;
import org.junit.jupiter.api.Test;

class SteeredSourceTest {
  private static final Duration AT_ONCE = Duration.ofNanos(1);
  private static final Capture.Image IMAGE =
      new Capture.Image(new Frame("f", new byte[1], 1, 1, Frame.UNLABELLED));

  private final ManualClock clock = new ManualClock();
  private final CaptureControl control = new CaptureControl(10);
  private Capture next = IMAGE;
  private int polls;
  private final SteeredSource source =
      new SteeredSource(
          new FrameSource() {
            @Override
            public Capture poll(Duration timeout) {
              polls++;
              return next;
            }

            @Override
            public void close() {}
          },
          control,
          clock);

  @Test
  void letsFramesThroughAtTheRateThatHoldsNow() throws InterruptedException {
    assertThat(framesIn(Duration.ofSeconds(2))).isEqualTo(20);
    control.set(100, false);
    assertThat(framesIn(Duration.ofSeconds(2))).isEqualTo(200);
    control.set(5, false);
    assertThat(framesIn(Duration.ofSeconds(2))).isEqualTo(10);
  }

  @Test
  void takesNoFrameWhileCaptureIsStoppedAndMakesUpForNone() throws InterruptedException {
    control.set(10, true);
    assertThat(framesIn(Duration.ofSeconds(60))).isZero();
    assertThat(polls).isZero();
    control.set(10, false);
    assertThat(framesIn(Duration.ofSeconds(1))).isEqualTo(10);
  }

  @Test
  void doesNotMakeUpForAPauseOfTheSource() throws InterruptedException {
    next = Capture.Empty.NOTHING_YET;
    assertThat(framesIn(Duration.ofSeconds(60))).isZero();
    next = IMAGE;
    assertThat(framesIn(Duration.ofSeconds(1))).isEqualTo(10);
  }

  @Test
  void takesFramesAsFastAsTheyComeAtRateZero() throws InterruptedException {
    control.set(0, false);

    for (int i = 0; i < 1_000; i++) {
      assertThat(source.poll(AT_ONCE)).isEqualTo(IMAGE);
    }
  }

  @Test
  void tellsTheEnd() throws InterruptedException {
    next = Capture.Empty.END;

    assertThat(source.poll(AT_ONCE)).isEqualTo(Capture.Empty.END);
  }

  private int framesIn(Duration time) throws InterruptedException {
    int frames = 0;
    long end = clock.monotonicNanos() + time.toNanos();
    while (clock.monotonicNanos() < end) {
      if (source.poll(AT_ONCE) == IMAGE) {
        frames++;
      } else {
        clock.advance(Duration.ofMillis(10));
      }
    }
    return frames;
  }
}
