package org.cbnet.trainer.bundle;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.cbnet.inference.dataset.LabelledImages;

/** SHA-256 of data as it lies in unpacked IDX files, so that anyone can check with a tool. */
final class DataDigest {
  private static final int IMAGES_MAGIC = 0x0803;
  private static final int LABELS_MAGIC = 0x0801;

  private DataDigest() {}

  static String images(LabelledImages images) {
    byte[] header = header(IMAGES_MAGIC, images.size(), images.height(), images.width());
    return HexFormat.of().formatHex(Sha256.of(header, images.pixels()));
  }

  static String labels(LabelledImages images) {
    return HexFormat.of()
        .formatHex(Sha256.of(header(LABELS_MAGIC, images.size()), images.labels()));
  }

  private static byte[] header(int... values) {
    byte[] bytes = new byte[values.length * Integer.BYTES];
    ByteBuffer.wrap(bytes).asIntBuffer().put(values);
    return bytes;
  }
}
