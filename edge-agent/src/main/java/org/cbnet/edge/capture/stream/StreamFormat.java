package org.cbnet.edge.capture.stream;

/** What a stream is made of. */
public enum StreamFormat {
  /** JPEG images one after another. */
  MJPEG,
  /** Frames of one grey byte a pixel. */
  GRAY8,
  /** Frames of three bytes a pixel: red, green, blue. */
  RGB24,
  /** Frames of one grey byte a pixel, then two planes of colour at half the size (I420). */
  YUV420
}
