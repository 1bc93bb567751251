package org.cbnet.experiments.bench.offload;

import java.util.Objects;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.Outcome.Classified;

/**
 * What became of a frame.
 *
 * @param beganNanos when the strategy got it, as {@link System#nanoTime} tells time
 * @param endedNanos when the strategy had answered
 * @param answerer who gave the label
 * @param cut where the network was divided; {@link #DEVICE} where all was on the device
 */
record FrameRecord(long beganNanos, long endedNanos, Answerer answerer, String cut) {
  /** The cut of frames that never were to leave the device. */
  static final String DEVICE = "device";

  /** Who gives labels. */
  enum Answerer {
    /** The cloud, in time. */
    CLOUD,
    /** The device, which was not to ask. */
    DEVICE,
    /** The device in the cloud's place. */
    FALL_BACK,
    /** Nobody: the frame is lost. */
    NOBODY
  }

  FrameRecord {
    Objects.requireNonNull(answerer, "answerer is null");
    Objects.requireNonNull(cut, "cut is null");
    if (endedNanos - beganNanos < 0) {
      throw new IllegalArgumentException(
          "a frame can't end before it begins: %d, %d".formatted(beganNanos, endedNanos));
    }
  }

  static FrameRecord of(long beganNanos, long endedNanos, Outcome outcome) {
    if (!(outcome instanceof Classified answer)) {
      return new FrameRecord(beganNanos, endedNanos, Answerer.NOBODY, DEVICE);
    }
    String cut = answer.offload().cut();
    if (cut == null) {
      return new FrameRecord(beganNanos, endedNanos, Answerer.DEVICE, DEVICE);
    }
    Answerer answerer = answer.offload().fellBack() ? Answerer.FALL_BACK : Answerer.CLOUD;
    return new FrameRecord(beganNanos, endedNanos, answerer, cut);
  }

  /** From pixels to label, by the caller's clock. */
  long tookNanos() {
    return endedNanos - beganNanos;
  }
}
