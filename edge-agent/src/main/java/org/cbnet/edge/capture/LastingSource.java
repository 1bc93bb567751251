package org.cbnet.edge.capture;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.cbnet.edge.clock.EdgeClock;

/**
 * A source that ends after a given time: a block of steady load, or of none, whose energy is
 * measured. Where its frames end before, nothing more comes until the time is over.
 */
public final class LastingSource implements FrameSource {
  private final Optional<FrameSource> frames;
  private final EdgeClock clock;
  private final long lastsNanos;
  private long startNanos;
  private boolean begun;
  private boolean framesEnded;

  /**
   * A source whose time begins with the first poll.
   *
   * @param frames that come meanwhile, closed with this; empty for none
   * @param lasts how long, above 0
   */
  public LastingSource(Optional<FrameSource> frames, Duration lasts, EdgeClock clock) {
    if (lasts.isNegative() || lasts.isZero()) {
      throw new IllegalArgumentException("lasts must be above 0: " + lasts);
    }
    this.frames = frames;
    this.clock = clock;
    this.lastsNanos = lasts.toNanos();
    this.framesEnded = frames.isEmpty();
  }

  @Override
  public Capture poll(Duration timeout) throws InterruptedException {
    long leftNanos = leftNanos();
    if (leftNanos <= 0) {
      return Capture.Empty.END;
    }
    Duration patience = Duration.ofNanos(Math.min(timeout.toNanos(), leftNanos));
    if (!framesEnded) {
      Capture capture = frames.orElseThrow().poll(patience);
      if (capture != Capture.Empty.END) {
        return capture;
      }
      framesEnded = true;
      return Capture.Empty.NOTHING_YET;
    }
    TimeUnit.NANOSECONDS.sleep(patience.toNanos());
    return Capture.Empty.NOTHING_YET;
  }

  @Override
  public void close() {
    frames.ifPresent(FrameSource::close);
    framesEnded = true;
    begun = true;
    startNanos = clock.monotonicNanos() - lastsNanos;
  }

  private long leftNanos() {
    long now = clock.monotonicNanos();
    if (!begun) {
      begun = true;
      startNanos = now;
    }
    return startNanos + lastsNanos - now;
  }
}
