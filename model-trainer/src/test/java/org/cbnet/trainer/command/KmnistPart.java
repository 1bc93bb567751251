package org.cbnet.trainer.command;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.trainer.TinyData;

/** Made-up images in the files of KMNIST's 7,011 training images; no test images beside them. */
final class KmnistPart {
  private static final int IMAGES = 7_011;
  private static final int IMAGES_MAGIC = 0x0803;
  private static final int LABELS_MAGIC = 0x0801;

  private KmnistPart() {}

  /** Writes them to {@code <root>/kmnist/}. */
  static void write(Path root) throws IOException {
    Path folder = Files.createDirectories(root.resolve("kmnist"));
    LabelledImages images = TinyData.images(IMAGES);
    try (DataOutputStream out = open(folder.resolve("train7011-images-idx3-ubyte.gz"))) {
      out.writeInt(IMAGES_MAGIC);
      out.writeInt(IMAGES);
      out.writeInt(images.height());
      out.writeInt(images.width());
      out.write(images.pixels());
    }
    try (DataOutputStream out = open(folder.resolve("train7011-labels-idx1-ubyte.gz"))) {
      out.writeInt(LABELS_MAGIC);
      out.writeInt(IMAGES);
      out.write(images.labels());
    }
  }

  private static DataOutputStream open(Path file) throws IOException {
    return new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)));
  }
}
