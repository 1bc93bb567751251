package org.cbnet.trainer.recipe;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a converted image is to be like. */
public enum EasyTarget {
  /** The easiest image of its class. */
  PROTOTYPE("prototype"),
  /** The mean of its class's easy images. */
  MEAN("mean"),
  /** The easy image of its class that is nearest to it. */
  NEAREST("nearest"),
  /** The easiest image of another class, the same for the whole class: a control. */
  PERMUTED("permuted"),
  /** Noise, the same for the whole class: a control. */
  NOISE("noise");

  private final String id;

  EasyTarget(String id) {
    this.id = id;
  }

  /** Name in a {@link Method}. */
  public String id() {
    return id;
  }

  static EasyTarget of(String id) {
    return Arrays.stream(values())
        .filter(target -> target.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown target '%s': choose one of %s"
                        .formatted(
                            id,
                            Arrays.stream(values())
                                .map(EasyTarget::id)
                                .collect(Collectors.joining(", ")))));
  }
}
