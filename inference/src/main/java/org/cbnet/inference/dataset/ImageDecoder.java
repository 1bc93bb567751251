package org.cbnet.inference.dataset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes PNG, JPEG and PGM images from memory, as grey as {@link FolderPerClass} reads them.
 *
 * <p>What a camera or a stranger sent is not trusted: the size that its header claims is checked
 * before anything is allocated for it, and a JPEG that ends too early is refused, where its reader
 * would fill the rest with grey. Safe for several threads.
 */
public final class ImageDecoder {
  private final int maxPixels;

  /**
   * @param maxPixels of an image; a pixel in colour takes 4 bytes while it is decoded
   */
  public ImageDecoder(int maxPixels) {
    if (maxPixels < 1) {
      throw new IllegalArgumentException("maxPixels must be at least 1: " + maxPixels);
    }
    this.maxPixels = maxPixels;
  }

  /** Whether the bytes begin as an image of a format that is read. */
  public static boolean beginsAsImage(byte[] bytes) {
    return isPng(bytes) || isJpeg(bytes) || isPgm(bytes);
  }

  /**
   * Decodes a whole image.
   *
   * @throws IOException where it is none, is damaged, ends too early or is too large
   */
  public GreyImage decode(byte[] bytes) throws IOException {
    try {
      if (isPgm(bytes)) {
        return PgmFile.read(bytes, maxPixels);
      }
      if (isPng(bytes)) {
        return read("png", bytes);
      }
      if (isJpeg(bytes)) {
        return read("jpeg", bytes);
      }
    } catch (RuntimeException e) {
      // Readers meet damaged files with whatever their arithmetic ends in.
      throw new IOException("damaged: " + e, e);
    } catch (OutOfMemoryError e) {
      // One image's fault, and nothing of it is held any more.
      throw new IOException("needs more memory than there is: scale it down first", e);
    }
    throw new IOException(
        bytes.length == 0 ? "is empty" : "no PNG, JPEG or PGM image, whatever its name says");
  }

  private GreyImage read(String format, byte[] bytes) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    // In memory: ImageIO itself would write a temporary file.
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in, true, true);
      StringBuilder warnings = new StringBuilder();
      reader.addIIOReadWarningListener(
          (source, warning) -> warnings.append(warning.toLowerCase(Locale.ROOT)).append('\n'));
      ImageFile.checkSize(reader.getHeight(0), reader.getWidth(0), maxPixels);
      GreyImage image = ImageFile.grey(reader.read(0));
      if (warnings.indexOf("premature end") >= 0) {
        throw new IOException("ends too early");
      }
      return image;
    } finally {
      reader.dispose();
    }
  }

  private static boolean isPng(byte[] bytes) {
    return begins(bytes, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n');
  }

  private static boolean isJpeg(byte[] bytes) {
    return begins(bytes, 0xff, 0xd8, 0xff);
  }

  private static boolean isPgm(byte[] bytes) {
    return begins(bytes, 'P', '5') || begins(bytes, 'P', '2');
  }

  private static boolean begins(byte[] bytes, int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (i == bytes.length || (bytes[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
