package org.cbnet.inference.strategy;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.cbnet.inference.Frame;
import org.cbnet.inference.feature.Compression;
import org.cbnet.inference.feature.EncodedTensor;
import org.cbnet.inference.offload.OffloadTensor;
import org.cbnet.inference.partition.ElementType;

/**
 * A frame's own pixels on their way to the cloud: a grey PNG (W3C PNG, 8 bits a sample), or as they
 * are where that is smaller. The cloud does the preprocessing. Keeps its writer, so used by one
 * thread.
 */
final class ImageEncoder implements AutoCloseable {
  /** The encoding of a tensor that is an image file. */
  static final String PNG = "png";

  private final String name;
  private final List<Integer> shape;
  private final BufferedImage image;
  private final byte[] samples;
  private final ImageWriter writer = ImageIO.getImageWritersByFormatName(PNG).next();
  private final ByteArrayOutputStream file = new ByteArrayOutputStream();

  /**
   * @param name of the network's input
   */
  ImageEncoder(String name, int height, int width) {
    this.name = name;
    this.shape = List.of(1, 1, height, width);
    this.image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    this.samples = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
  }

  OffloadTensor encode(Frame frame) {
    byte[] png = png(frame);
    boolean pays = png.length < frame.pixels().length;
    EncodedTensor values =
        new EncodedTensor(
            ElementType.UINT8.id(),
            pays ? PNG : Compression.RAW.id(),
            1,
            0,
            pays ? png : frame.pixels());
    return new OffloadTensor(name, shape, values);
  }

  @Override
  public void close() {
    writer.dispose();
  }

  private byte[] png(Frame frame) {
    System.arraycopy(frame.pixels(), 0, samples, 0, samples.length);
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
