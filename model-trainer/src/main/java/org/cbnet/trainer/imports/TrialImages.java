package org.cbnet.trainer.imports;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.cbnet.inference.Frame;

/** A few images that show a broken model up: the two extremes, a slope, and noise. */
final class TrialImages {
  private static final long SEED = 1;

  private TrialImages() {}

  /** Frames by what they show. */
  static Map<String, Frame> of(ImageSize size) {
    int pixels = size.height() * size.width();
    byte[] white = new byte[pixels];
    byte[] slope = new byte[pixels];
    byte[] noise = new byte[pixels];
    new SplittableRandom(SEED).nextBytes(noise);
    for (int i = 0; i < pixels; i++) {
      white[i] = (byte) 255;
      slope[i] = (byte) (255L * i / pixels);
    }
    Map<String, Frame> frames = new LinkedHashMap<>();
    frames.put("black", frame("black", new byte[pixels], size));
    frames.put("white", frame("white", white, size));
    frames.put("a slope", frame("slope", slope, size));
    frames.put("noise", frame("noise", noise, size));
    return frames;
  }

  private static Frame frame(String id, byte[] pixels, ImageSize size) {
    return new Frame(id, pixels, size.height(), size.width(), Frame.UNLABELLED);
  }
}
