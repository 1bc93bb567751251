package org.cbnet.edge.capture;

import java.time.Duration;
import org.cbnet.edge.clock.EdgeClock;

/**
 * Lets frames of any source through at the rate that holds now, and none while capture is stopped.
 * The source itself must not be paced.
 *
 * <p>A change of the rate starts its schedule anew, and so does a moment without a frame: what came
 * too late is not made up for with a burst.
 */
public final class SteeredSource implements FrameSource {
  private final FrameSource frames;
  private final CaptureControl control;
  private final EdgeClock clock;
  private double rate;
  private Pace pace;

  public SteeredSource(FrameSource frames, CaptureControl control, EdgeClock clock) {
    this.frames = frames;
    this.control = control;
    this.clock = clock;
    startPace();
  }

  @Override
  public Capture poll(Duration timeout) throws InterruptedException {
    if (control.stopped()) {
      control.await(timeout);
      startPace();
      return Capture.Empty.NOTHING_YET;
    }
    if (control.framesPerSecond() != rate) {
      startPace();
    }
    long waitNanos = pace.untilDueNanos();
    if (waitNanos > 0) {
      control.await(Duration.ofNanos(Math.min(waitNanos, timeout.toNanos())));
      if (control.stopped() || control.framesPerSecond() != rate || pace.untilDueNanos() > 0) {
        return Capture.Empty.NOTHING_YET;
      }
    }
    Capture capture = frames.poll(waitNanos > 0 ? Duration.ZERO : timeout);
    if (capture == Capture.Empty.NOTHING_YET) {
      startPace();
    } else {
      pace.taken();
    }
    return capture;
  }

  @Override
  public void close() {
    frames.close();
  }

  private void startPace() {
    rate = control.framesPerSecond();
    pace = new Pace(clock, rate);
  }
}
