package org.cbnet.inference.strategy;

import java.util.List;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.inference.feature.EncodedTensor;
import org.cbnet.inference.feature.ImageEncoder;
import org.cbnet.inference.offload.OffloadTensor;

/** The image as what crosses. One thread. */
final class ImageQuestion implements AutoCloseable {
  private final List<Integer> shape;
  private final ImageEncoder encoder;
  private final ImageForm form = new ImageForm();

  ImageQuestion(BundleManifest manifest) {
    this.shape = List.of(1, 1, manifest.height(), manifest.width());
    this.encoder = new ImageEncoder(manifest.height(), manifest.width());
  }

  List<OffloadTensor> encode(Frame frame) {
    EncodedTensor encoded =
        form.nextIsPng() ? encoder.encode(frame.pixels()) : encoder.raw(frame.pixels());
    return List.of(new OffloadTensor(SingleNetworkStrategy.INPUT, shape, encoded));
  }

  /** Whether the last one had the form that most have, so that its times tell of the next. */
  boolean isAsUsual() {
    return form.isTheUsual();
  }

  /** The cloud has answered the last one, so long after its frame began. */
  void answered(long totalNanos) {
    form.took(totalNanos);
  }

  @Override
  public void close() {
    encoder.close();
  }
}
