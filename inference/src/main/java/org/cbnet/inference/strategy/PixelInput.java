package org.cbnet.inference.strategy;

import java.nio.FloatBuffer;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.BundleManifest;

/** Writes a frame's pixels into a network's input as the bundle's preprocessing says. */
final class PixelInput {
  private final int height;
  private final int width;
  private final float[] table;
  private final float[] values;

  PixelInput(BundleManifest manifest) {
    this.height = manifest.height();
    this.width = manifest.width();
    this.table = manifest.preprocessing().table();
    this.values = new float[height * width];
  }

  /** Whether the frame has the size that the network was trained on. */
  boolean accepts(Frame frame) {
    return frame.height() == height && frame.width() == width;
  }

  /** What {@link #accepts} asks for, for people. */
  String expected() {
    return height + " x " + width;
  }

  void write(Frame frame, FloatBuffer input) {
    byte[] pixels = frame.pixels();
    for (int i = 0; i < values.length; i++) {
      values[i] = table[pixels[i] & 0xff];
    }
    input.put(0, values);
  }
}
