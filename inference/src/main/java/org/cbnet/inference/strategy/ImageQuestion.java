package org.cbnet.inference.strategy;

import java.util.List;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.feature.ImageEncoder;
import org.cbnet.inference.offload.OffloadTensor;

/** The image as what crosses. One thread. */
final class ImageQuestion implements AutoCloseable {
  private final List<Integer> shape;
  private final ImageEncoder encoder;

  ImageQuestion(BundleManifest manifest) {
    this.shape = List.of(1, 1, manifest.height(), manifest.width());
    this.encoder = new ImageEncoder(manifest.height(), manifest.width());
  }

  List<OffloadTensor> encode(Frame frame) {
    return List.of(
        new OffloadTensor(SingleNetworkStrategy.INPUT, shape, encoder.encode(frame.pixels())));
  }

  @Override
  public void close() {
    encoder.close();
  }
}
