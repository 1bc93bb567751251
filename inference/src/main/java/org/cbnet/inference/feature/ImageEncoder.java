package org.cbnet.inference.feature;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A frame's own pixels on their way to the cloud: a grey PNG (W3C PNG, 8 bits a sample), or as they
 * are where that is smaller. The cloud does the preprocessing. Keeps its writer, so used by one
 * thread.
 */
public final class ImageEncoder implements AutoCloseable {
  /** The encoding of a tensor that is an image file. */
  public static final String PNG = "png";

  private final BufferedImage image;
  private final byte[] samples;
  private final ImageWriter writer = ImageIO.getImageWritersByFormatName(PNG).next();
  private final ByteArrayOutputStream file = new ByteArrayOutputStream();

  public ImageEncoder(int height, int width) {
    this.image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    this.samples = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
  }

  /**
   * Encodes an image.
   *
   * @param pixels row by row, one unsigned byte each; may be the data of what is answered
   */
  public EncodedTensor encode(byte[] pixels) {
    check(pixels);
    byte[] png = png(pixels);
    return png.length < pixels.length
        ? new EncodedTensor(Precision.UINT8.id(), PNG, 1, 0, png)
        : raw(pixels);
  }

  /**
   * An image as it is, for where bytes are cheaper than making them fewer.
   *
   * @param pixels row by row, one unsigned byte each; the data of what is answered
   */
  public EncodedTensor raw(byte[] pixels) {
    check(pixels);
    return new EncodedTensor(Precision.UINT8.id(), Compression.RAW.id(), 1, 0, pixels);
  }

  private void check(byte[] pixels) {
    if (pixels.length != samples.length) {
      throw new IllegalArgumentException(
          "an image must have %d pixels: %d".formatted(samples.length, pixels.length));
    }
  }

  @Override
  public void close() {
    writer.dispose();
  }

  private byte[] png(byte[] pixels) {
    System.arraycopy(pixels, 0, samples, 0, samples.length);
    file.reset();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
      writer.setOutput(out);
      writer.write(image);
    } catch (IOException e) {
      throw new IllegalStateException("memory has no input or output errors", e);
    }
    return file.toByteArray();
  }
}
