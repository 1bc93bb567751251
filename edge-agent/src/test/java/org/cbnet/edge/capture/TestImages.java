package org.cbnet.edge.capture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.LabelledImages;

/** Real images as cameras and people send them. */
public final class TestImages {
  /** What frames of the shipped networks have. */
  public static final int SIDE = 28;

  private TestImages() {}

  /** Decodes to the size of the shipped networks. */
  public static FrameDecoder decoder() {
    return new FrameDecoder(SIDE, SIDE, 1_000_000);
  }

  /** An image of the shipped sample, as it is. */
  public static byte[] png(int index) {
    return encoded(sample(index), "png");
  }

  public static byte[] jpeg(int index) {
    return encoded(sample(index), "jpeg");
  }

  public static byte[] pgm(int index) {
    byte[] header = "P5 28 28 255 ".getBytes(StandardCharsets.US_ASCII);
    byte[] pixels = images().frame(index).pixels();
    byte[] pgm = new byte[header.length + pixels.length];
    System.arraycopy(header, 0, pgm, 0, header.length);
    System.arraycopy(pixels, 0, pgm, header.length, pixels.length);
    return pgm;
  }

  /** The shipped sample. */
  public static LabelledImages images() {
    try {
      return DataSets.sample();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedImage sample(int index) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, SIDE, SIDE, images().frame(index).pixels());
    return image;
  }

  private static byte[] encoded(BufferedImage image, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
