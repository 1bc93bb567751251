package org.cbnet.trainer.recipe;

import java.util.Arrays;
import java.util.Optional;
import org.cbnet.trainer.training.Augmentation;

/** The augmentations that every network is offered. */
public enum Augmenting {
  NONE("none", false, 0),
  MIRROR("mirror", true, 0),
  SHIFT("shift", false, 1),
  MIRROR_SHIFT("mirror-shift", true, 1);

  private final String id;
  private final boolean mirror;
  private final int shiftPixels;

  Augmenting(String id, boolean mirror, int shiftPixels) {
    this.id = id;
    this.mirror = mirror;
    this.shiftPixels = shiftPixels;
  }

  /** Name in a {@link Method}. */
  public String id() {
    return id;
  }

  Augmentation augmentation() {
    return new Augmentation(mirror, shiftPixels);
  }

  static Optional<Augmenting> of(String id) {
    return Arrays.stream(values()).filter(choice -> choice.id.equals(id)).findFirst();
  }
}
