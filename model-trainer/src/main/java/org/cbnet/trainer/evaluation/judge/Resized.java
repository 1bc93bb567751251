package org.cbnet.trainer.evaluation.judge;

import java.util.List;
import org.cbnet.inference.Frame;

/** Frames in another size, interpolated linearly between pixel centres. */
final class Resized {
  private Resized() {}

  static List<Frame> to(int height, int width, List<Frame> frames) {
    return frames.stream().map(frame -> to(height, width, frame)).toList();
  }

  static Frame to(int height, int width, Frame frame) {
    if (frame.height() == height && frame.width() == width) {
      return frame;
    }
    byte[] pixels = new byte[height * width];
    for (int row = 0; row < height; row++) {
      double y = (row + 0.5) * frame.height() / height - 0.5;
      for (int column = 0; column < width; column++) {
        double x = (column + 0.5) * frame.width() / width - 0.5;
        pixels[row * width + column] = (byte) Math.round(at(frame, y, x));
      }
    }
    return new Frame(frame.id(), pixels, height, width, frame.trueLabel());
  }

  private static double at(Frame frame, double y, double x) {
    int top = (int) Math.floor(y);
    int left = (int) Math.floor(x);
    double down = y - top;
    double right = x - left;
    return (1 - down)
            * ((1 - right) * pixel(frame, top, left) + right * pixel(frame, top, left + 1))
        + down
            * ((1 - right) * pixel(frame, top + 1, left) + right * pixel(frame, top + 1, left + 1));
  }

  // Beyond the edge the edge goes on.
  private static int pixel(Frame frame, int row, int column) {
    int y = Math.max(0, Math.min(frame.height() - 1, row));
    int x = Math.max(0, Math.min(frame.width() - 1, column));
    return frame.pixels()[y * frame.width() + x] & 0xff;
  }
}
