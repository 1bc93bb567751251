package org.cbnet.inference.dataset;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads PNG, JPEG, BMP and PGM files as grey images.
 *
 * <p>Colours become luma, 0.299 R + 0.587 G + 0.114 B of the stored values (ITU-R BT.601).
 * Transparency lies over black, the background of the product's data sets. A rotation in EXIF data
 * is ignored.
 */
final class ImageFile {
  /** More must be scaled down first: a small file can unpack to any size. */
  static final int MAX_PIXELS = 50_000_000;

  private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "bmp", "pgm");

  private ImageFile() {}

  /** Whether the name ends as an image's that can be read. */
  static boolean isNamedAsImage(Path file) {
    return ENDINGS.contains(ending(file));
  }

  static GreyImage read(Path file) throws IOException {
    return ending(file).equals("pgm") ? PgmFile.read(file) : readWithImageIo(file);
  }

  /** Refuses a size before anything is allocated for it. */
  static void checkSize(int height, int width, int maxPixels) throws IOException {
    if (height < 1 || width < 1 || (long) height * width > maxPixels) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%d x %d is no size of at most %,d pixels: scale it down first",
              height,
              width,
              maxPixels));
    }
  }

  private static GreyImage readWithImageIo(Path file) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      if (in == null) {
        throw new IOException("can't be opened");
      }
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException("no PNG, JPEG or BMP image, whatever its name says");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        checkSize(reader.getHeight(0), reader.getWidth(0), MAX_PIXELS);
        return grey(reader.read(0));
      } finally {
        reader.dispose();
      }
    } catch (RuntimeException e) {
      // Readers meet damaged files with whatever their arithmetic ends in.
      throw new IOException("damaged: " + e, e);
    }
  }

  static GreyImage grey(BufferedImage image) {
    ColorModel model = image.getColorModel();
    boolean stored = !(model instanceof IndexColorModel) && model.getNumColorComponents() == 1;
    byte[] pixels =
        stored
            ? storedGrey(image)
            : image.getType() == BufferedImage.TYPE_3BYTE_BGR ? lumaOfBytes(image) : luma(image);
    return new GreyImage(image.getHeight(), image.getWidth(), pixels);
  }

  // getRGB takes grey values for linear light and brightens them; so they are read as stored.
  private static byte[] storedGrey(BufferedImage image) {
    Raster raster = image.getRaster();
    boolean alpha = raster.getNumBands() > 1;
    int white = (1 << image.getColorModel().getComponentSize(0)) - 1;
    int width = image.getWidth();
    byte[] pixels = new byte[image.getHeight() * width];
    int[] values = new int[width];
    int[] opacities = new int[width];
    for (int y = 0; y < image.getHeight(); y++) {
      raster.getSamples(0, y, width, 1, 0, values);
      if (alpha) {
        raster.getSamples(0, y, width, 1, 1, opacities);
      }
      for (int x = 0; x < width; x++) {
        double opacity = alpha ? (double) opacities[x] / white : 1;
        pixels[y * width + x] = (byte) Math.round(opacity * values[x] * 255 / white);
      }
    }
    return pixels;
  }

  // What JPEG and PNG in colour are read as: the same values without a call for every pixel.
  private static byte[] lumaOfBytes(BufferedImage image) {
    byte[] colours = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    byte[] pixels = new byte[image.getHeight() * image.getWidth()];
    for (int i = 0; i < pixels.length; i++) {
      int blue = colours[3 * i] & 0xff;
      int green = colours[3 * i + 1] & 0xff;
      int red = colours[3 * i + 2] & 0xff;
      pixels[i] = (byte) Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
    }
    return pixels;
  }

  private static byte[] luma(BufferedImage image) {
    int width = image.getWidth();
    byte[] pixels = new byte[image.getHeight() * width];
    int[] colours = new int[width];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, colours, 0, width);
      for (int x = 0; x < width; x++) {
        int colour = colours[x];
        int red = colour >> 16 & 0xff;
        int green = colour >> 8 & 0xff;
        int blue = colour & 0xff;
        int opacity = colour >>> 24;
        double luma = 0.299 * red + 0.587 * green + 0.114 * blue;
        pixels[y * width + x] = (byte) Math.round(luma * opacity / 255);
      }
    }
    return pixels;
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
