package org.cbnet.trainer.evaluation.page;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.cbnet.inference.Frame;

/**
 * Writes a frame as a grey PNG of 8 bits (W3C, PNG Specification, third edition): a signature and
 * the chunks IHDR, IDAT and IEND. Java's own writer needs the desktop's libraries, which a headless
 * machine may lack.
 */
public final class Png {
  private static final byte[] SIGNATURE = {(byte) 137, 80, 78, 71, 13, 10, 26, 10};

  private Png() {}

  /** The image as an address that holds it. */
  public static String dataUri(Frame image) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(of(image));
  }

  static byte[] of(Frame image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE);
    ByteBuffer header = ByteBuffer.allocate(13).putInt(image.width()).putInt(image.height());
    // Depth 8, grey, and the only methods of compression, filtering and order.
    header.put((byte) 8).put((byte) 0).put((byte) 0).put((byte) 0).put((byte) 0);
    chunk(out, "IHDR", header.array());
    chunk(out, "IDAT", deflate(rows(image)));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  // Each row starts with its filter: 0, none.
  private static byte[] rows(Frame image) {
    byte[] rows = new byte[image.height() * (image.width() + 1)];
    for (int row = 0; row < image.height(); row++) {
      System.arraycopy(
          image.pixels(), row * image.width(), rows, row * (image.width() + 1) + 1, image.width());
    }
    return rows;
  }

  private static byte[] deflate(byte[] data) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try {
      deflater.setInput(data);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[1_024];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    byte[] typed =
        ByteBuffer.allocate(4 + data.length)
            .put(type.getBytes(StandardCharsets.US_ASCII))
            .put(data)
            .array();
    CRC32 sum = new CRC32();
    sum.update(typed);
    out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(typed);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }
}
