package org.cbnet.inference.strategy;

import ai.onnxruntime.OrtException;
import org.cbnet.inference.Frame;
import org.cbnet.inference.Outcome;

/** The reasons for which a strategy gives no label. */
final class Failures {
  private Failures() {}

  static Outcome shape(Frame frame, PixelInput pixels) {
    return new Outcome.Failed(
        "shape",
        "frame %s is %d x %d, the network takes %s"
            .formatted(frame.id(), frame.height(), frame.width(), pixels.expected()));
  }

  static Outcome notFinite() {
    return new Outcome.Failed("not-finite", "the network answered NaN or infinity");
  }

  static Outcome runtime(OrtException e) {
    return new Outcome.Failed("runtime", "ONNX Runtime: " + e.getMessage());
  }
}
