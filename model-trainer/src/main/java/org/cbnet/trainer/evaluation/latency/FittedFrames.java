package org.cbnet.trainer.evaluation.latency;

import java.util.List;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.trainer.evaluation.BundleProvenance;

/**
 * Brings frames to the size of a network of which only the latency is of interest: the data set's
 * images may be smaller than its input. Others get the frames as they are, and refuse wrong ones.
 */
final class FittedFrames {
  private FittedFrames() {}

  static List<Frame> of(List<Frame> frames, BundleManifest manifest) {
    if (!new BundleProvenance(manifest).latencyOnly()) {
      return frames;
    }
    return frames.stream()
        .map(frame -> resized(frame, manifest.height(), manifest.width()))
        .toList();
  }

  // The nearest pixel: what it looks like does not matter, that it is not blank does.
  private static Frame resized(Frame frame, int height, int width) {
    if (frame.height() == height && frame.width() == width) {
      return frame;
    }
    byte[] pixels = new byte[height * width];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int from = row * frame.height() / height * frame.width() + column * frame.width() / width;
        pixels[row * width + column] = frame.pixels()[from];
      }
    }
    return new Frame(frame.id(), pixels, height, width, frame.trueLabel());
  }
}
