package org.cbnet.edge.capture;

import java.io.IOException;
import org.cbnet.inference.Frame;
import org.cbnet.inference.dataset.GreyImage;
import org.cbnet.inference.dataset.ImageDecoder;

/**
 * Makes frames of images of any size: grey, brought to the rows and columns that the network takes.
 * What the network then does with the pixels is its bundle's matter. Safe for several threads.
 */
public final class FrameDecoder {
  private final ImageDecoder images;
  private final int height;
  private final int width;

  /**
   * @param height rows of a frame
   * @param width columns of a frame
   * @param maxPixels of an image, so that none takes the heap
   */
  public FrameDecoder(int height, int width, int maxPixels) {
    this.images = new ImageDecoder(maxPixels);
    this.height = height;
    this.width = width;
  }

  /**
   * Decodes a PNG, JPEG or PGM image.
   *
   * @param label its class, or {@link Frame#UNLABELLED}
   * @throws IOException where it can't be read
   */
  public Frame decode(String id, byte[] image, int label) throws IOException {
    return frame(id, images.decode(image), label);
  }

  /** Makes a frame of pixels. */
  public Frame frame(String id, GreyImage image, int label) {
    return new Frame(id, image.resized(height, width), height, width, label);
  }
}
