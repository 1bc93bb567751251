package org.cbnet.trainer.recipe;

import java.util.Arrays;
import java.util.Optional;

/** A choice of some recipes that a {@link Method} may make in their place: {@code image=0.3}. */
public enum MethodOption {
  /** Weight of BranchyNet's first exit in the joint loss; a number above 0. */
  EXIT1("exit1") {
    @Override
    String canonical(String value) {
      return number(value, Math.ulp(0.0));
    }
  },
  /** Weight of the converted image's distance to its target; a number from 0. */
  IMAGE("image") {
    @Override
    String canonical(String value) {
      return number(value, 0);
    }
  },
  /** What the converted image is to be like: an {@link EasyTarget}. */
  TARGET("target") {
    @Override
    String canonical(String value) {
      return EasyTarget.of(value).id();
    }
  },
  /** How easy images are told from hard ones: a {@link Labelling}. */
  EASY("easy") {
    @Override
    String canonical(String value) {
      return Labelling.of(value).id();
    }
  };

  private final String id;

  MethodOption(String id) {
    this.id = id;
  }

  /** Name in a {@link Method}. */
  public String id() {
    return id;
  }

  /**
   * The one way to write a value.
   *
   * @throws IllegalArgumentException where it is none
   */
  abstract String canonical(String value);

  static Optional<MethodOption> of(String id) {
    return Arrays.stream(values()).filter(option -> option.id.equals(id)).findFirst();
  }

  private static String number(String value, double least) {
    double number = Double.parseDouble(value);
    if (!(number >= least) || Double.isInfinite(number)) {
      throw new IllegalArgumentException("weight out of range: " + value);
    }
    return Double.toString(number);
  }
}
