package org.cbnet.trainer.recipe;

import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.trainer.training.Augmentation;

/** Which changes keep the class on which data set. */
final class Augmentations {
  private Augmentations() {}

  /** Mirrors clothes; writing is left as it is. */
  static Augmentation light(KnownDataSet set) {
    return new Augmentation(mirrors(set), 0);
  }

  /** As {@link #light}, and moves by up to one pixel, for small strided networks. */
  static Augmentation shifting(KnownDataSet set) {
    return new Augmentation(mirrors(set), 1);
  }

  private static boolean mirrors(KnownDataSet set) {
    return switch (set) {
      case FASHION_MNIST -> true;
      case MNIST, KMNIST -> false;
    };
  }
}
