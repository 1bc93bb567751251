package org.cbnet.edge.capture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cbnet.inference.Frame;
import org.cbnet.schemas.record.Result;

/** Takes from a source what a test waits for, for at most half a minute. */
public final class Polling {
  private static final Duration STEP = Duration.ofMillis(50);
  private static final int STEPS = 600;

  private Polling() {}

  /** The next answer that has a content, or the end. */
  public static Capture next(FrameSource source) throws InterruptedException {
    for (int i = 0; i < STEPS; i++) {
      Capture capture = source.poll(STEP);
      if (capture != Capture.Empty.NOTHING_YET) {
        return capture;
      }
    }
    throw new AssertionError("no frame came");
  }

  public static Capture.Image image(FrameSource source) throws InterruptedException {
    Capture capture = next(source);
    if (capture instanceof Capture.Image image) {
      return image;
    }
    throw new AssertionError("no image but " + capture);
  }

  public static Capture.Skipped skipped(FrameSource source) throws InterruptedException {
    Capture capture = next(source);
    if (capture instanceof Capture.Skipped skipped) {
      return skipped;
    }
    throw new AssertionError("nothing skipped but " + capture);
  }

  public static List<Frame> frames(FrameSource source, int count) throws InterruptedException {
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(image(source).frame());
    }
    return frames;
  }

  /** Polls a source that must have nothing, a few times. */
  public static boolean isEmpty(FrameSource source) throws InterruptedException {
    for (int i = 0; i < 4; i++) {
      if (source.poll(STEP) != Capture.Empty.NOTHING_YET) {
        return false;
      }
    }
    return true;
  }

  /** A stored result of a frame. */
  public static StoredResult stored(Frame frame, long sequence) {
    Result result = new Result();
    result.setFrameId(frame.id());
    result.setOutcome("classified");
    result.setPredictedLabel(9);
    result.setConfidence(0.5f);
    result.setExit("final");
    result.setTotalNanos(1_000L);
    return new StoredResult("pi-1", "install-1", 3, sequence, result);
  }
}
