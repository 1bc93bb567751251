package org.cbnet.inference.dataset;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads the first image of a PGM file, binary ({@code P5}) or plain ({@code P2}), 8 or 16 bits a
 * pixel (format: pgm(5) of Netpbm). Other than ImageIO's formats it is grey by definition.
 */
final class PgmFile {
  private static final int MAX_MAXVAL = 65_535;

  private final InputStream in;
  private final int maxPixels;
  private final long bytes;
  private int next;

  private PgmFile(InputStream in, int maxPixels, long bytes) throws IOException {
    this.in = in;
    this.maxPixels = maxPixels;
    this.bytes = bytes;
    this.next = in.read();
  }

  static GreyImage read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return new PgmFile(in, ImageFile.MAX_PIXELS, Files.size(file)).read();
    }
  }

  static GreyImage read(byte[] bytes, int maxPixels) throws IOException {
    return new PgmFile(new ByteArrayInputStream(bytes), maxPixels, bytes.length).read();
  }

  private GreyImage read() throws IOException {
    int magic = take();
    int kind = take();
    if (magic != 'P' || (kind != '5' && kind != '2')) {
      throw new IOException("no PGM file: it must start with P5 or P2");
    }
    int width = number("width");
    int height = number("height");
    ImageFile.checkSize(height, width, maxPixels);
    int maxval = number("maxval");
    if (maxval < 1 || maxval > MAX_MAXVAL) {
      throw new IOException("maxval must be 1 to %d: %d".formatted(MAX_MAXVAL, maxval));
    }
    // Exactly one white-space character stands between maxval and binary data; number() left it.
    if (kind == '5') {
      take();
    }
    // A pixel takes a byte at least: a header of a few bytes must not make room for millions.
    if ((long) height * width > bytes) {
      throw new IOException("ends before pixel %d".formatted((long) height * width - 1));
    }
    byte[] pixels = new byte[height * width];
    for (int i = 0; i < pixels.length; i++) {
      int value = kind == '2' ? number("pixel " + i) : binary(maxval, i);
      if (value > maxval) {
        throw new IOException("pixel %d is %d, above maxval %d".formatted(i, value, maxval));
      }
      pixels[i] = (byte) ((value * 255 + maxval / 2) / maxval);
    }
    return new GreyImage(height, width, pixels);
  }

  private int binary(int maxval, int pixel) throws IOException {
    int value = take();
    if (maxval > 255) {
      value = value << 8 | take();
    }
    if (value < 0) {
      throw new IOException("ends before pixel " + pixel);
    }
    return value;
  }

  private int number(String what) throws IOException {
    while (next == '#' || Character.isWhitespace(next)) {
      if (next == '#') {
        skipLine();
      } else {
        take();
      }
    }
    if (next < '0' || next > '9') {
      throw new IOException("no number for " + what);
    }
    int value = 0;
    while (next >= '0' && next <= '9') {
      value = value * 10 + (take() - '0');
      if (value > ImageFile.MAX_PIXELS) {
        throw new IOException(what + " is too large: " + value);
      }
    }
    return value;
  }

  private void skipLine() throws IOException {
    while (next >= 0 && next != '\n') {
      take();
    }
  }

  private int take() throws IOException {
    int taken = next;
    next = in.read();
    return taken;
  }
}
