package org.cbnet.trainer.recipe;

import java.util.List;
import java.util.Objects;

/**
 * What a converting autoencoder is trained to make.
 *
 * @param imageWeight of the converted image's squared distance to its target, beside the loss of
 *     the label; at 0 the image is free, and there is nothing to label
 * @param target of the converted image
 * @param labelling of easy and hard images
 */
record Conversion(double imageWeight, EasyTarget target, Labelling labelling) {
  Conversion {
    if (!(imageWeight >= 0) || Double.isInfinite(imageWeight)) {
      throw new IllegalArgumentException("imageWeight must be at least 0: " + imageWeight);
    }
    Objects.requireNonNull(target, "target is null");
    Objects.requireNonNull(labelling, "labelling is null");
  }

  /** With a method's choices in place of these. */
  Conversion with(Method method) {
    return new Conversion(
        method.number(MethodOption.IMAGE).orElse(imageWeight),
        method.option(MethodOption.TARGET).map(EasyTarget::of).orElse(target),
        method.option(MethodOption.EASY).map(Labelling::of).orElse(labelling));
  }

  /** Networks that are trained before. */
  List<String> needs() {
    return imageWeight > 0 ? labelling.needs() : List.of();
  }
}
