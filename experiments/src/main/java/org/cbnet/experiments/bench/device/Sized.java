package org.cbnet.experiments.bench.device;

import java.util.Arrays;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.dataset.GreyImage;
import org.cbnet.inference.dataset.LabelledImages;

/** Images brought to the size that a network takes. */
public final class Sized {
  // More than a map uses would only be stretched in vain.
  private static final int MOST = 200;

  private Sized() {}

  /** The images as they are, or the first of them resized where the network takes another size. */
  public static LabelledImages to(LabelledImages images, BundleManifest manifest) {
    int height = manifest.height();
    int width = manifest.width();
    if (images.height() == height && images.width() == width) {
      return images;
    }
    int count = Math.min(MOST, images.size());
    byte[] pixels = new byte[count * height * width];
    for (int i = 0; i < count; i++) {
      Frame frame = images.frame(i);
      byte[] sized =
          new GreyImage(frame.height(), frame.width(), frame.pixels()).resized(height, width);
      System.arraycopy(sized, 0, pixels, i * sized.length, sized.length);
    }
    return new LabelledImages(
        images.dataSet(),
        images.split(),
        images.origin(),
        height,
        width,
        pixels,
        Arrays.copyOf(images.labels(), count));
  }
}
