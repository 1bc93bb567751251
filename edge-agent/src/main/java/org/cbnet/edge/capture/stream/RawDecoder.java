package org.cbnet.edge.capture.stream;

import java.util.Arrays;
import org.cbnet.inference.dataset.GreyImage;

/** Makes grey images of raw frames; colours become luma as those of image files do (BT.601). */
final class RawDecoder {
  private final StreamFormat format;
  private final int width;
  private final int height;

  RawDecoder(StreamFormat format, int width, int height) {
    this.format = format;
    this.width = width;
    this.height = height;
  }

  /** What one frame takes in the stream. */
  static long frameBytes(StreamFormat format, int width, int height) {
    long pixels = (long) width * height;
    return switch (format) {
      case GRAY8 -> pixels;
      case RGB24 -> 3 * pixels;
      case YUV420 -> pixels + 2L * ((width + 1) / 2) * ((height + 1) / 2);
      case MJPEG -> throw new IllegalArgumentException("mjpeg has no fixed size");
    };
  }

  GreyImage decode(byte[] frame) {
    int pixels = width * height;
    if (format == StreamFormat.RGB24) {
      byte[] grey = new byte[pixels];
      for (int i = 0; i < pixels; i++) {
        grey[i] =
            (byte)
                Math.round(
                    0.299 * (frame[3 * i] & 0xff)
                        + 0.587 * (frame[3 * i + 1] & 0xff)
                        + 0.114 * (frame[3 * i + 2] & 0xff));
      }
      return new GreyImage(height, width, grey);
    }
    // The first plane is the luma already.
    return new GreyImage(height, width, Arrays.copyOf(frame, pixels));
  }
}
