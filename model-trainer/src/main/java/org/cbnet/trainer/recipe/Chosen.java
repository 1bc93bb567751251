package org.cbnet.trainer.recipe;

import java.util.List;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.trainer.network.DenseAutoencoder;
import org.cbnet.trainer.network.ResidualNetworks.Rung;

/**
 * What was chosen on validation images, by network and data set; the trials are in
 * docs/design/009-training-matrix.md.
 */
final class Chosen {
  private Chosen() {}

  /** The better of the augmentations offered. */
  static Augmenting augmenting(String network, KnownDataSet set) {
    if (set != KnownDataSet.FASHION_MNIST) {
      // Better than none wherever both were tried.
      return Augmenting.SHIFT;
    }
    return switch (network) {
      case "resnet", "cbnet" -> Augmenting.MIRROR_SHIFT;
      default -> Augmenting.NONE;
    };
  }

  /** The best of the paper's grid. */
  static DenseAutoencoder autoencoder(KnownDataSet set) {
    return new DenseAutoencoder(
        List.of(784, 384, 128), List.of(true, false, set != KnownDataSet.KMNIST));
  }

  /** The fastest rung of the ladder that is accurate enough. */
  static Rung rung(KnownDataSet set) {
    return new Rung(16, 1, 2);
  }

  /** The network that others are distilled from. */
  static Rung teacher(KnownDataSet set) {
    return new Rung(32, 1, 2);
  }
}
