package org.cbnet.trainer.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How a network is trained, beside its recipe: {@code plain} or {@code distilled}, and what is
 * tried in place of the recipe's own choice, as in {@code distilled+shift} or {@code
 * plain+exit1=0.3}.
 *
 * @param distilled from the data set's teacher
 * @param augmentation of the images trained on; empty leaves it to the recipe
 * @param exit1Weight of BranchyNet's first exit in the joint loss, in place of 1
 * @param epochs in place of the recipe's own number
 */
public record Method(
    boolean distilled,
    Optional<Augmenting> augmentation,
    OptionalDouble exit1Weight,
    OptionalInt epochs) {
  public static final Method PLAIN = of(false);

  private static final String EXIT1 = "exit1=";
  private static final String EPOCHS = "epochs=";

  public Method {
    if (epochs.isPresent() && epochs.getAsInt() < 1) {
      throw new IllegalArgumentException("epochs must be at least 1: " + epochs.getAsInt());
    }
    if (exit1Weight.isPresent() && !positive(exit1Weight.getAsDouble())) {
      throw new IllegalArgumentException(
          "the weight of exit 1 must be above 0: " + exit1Weight.getAsDouble());
    }
  }

  /** Plain or distilled, all else as the recipe has it. */
  public static Method of(boolean distilled) {
    return new Method(distilled, Optional.empty(), OptionalDouble.empty(), OptionalInt.empty());
  }

  /** Reads the form that {@link #label} gives. */
  public static Method parse(String label) {
    String[] parts = label.split("\\+", -1);
    if (!parts[0].equals("plain") && !parts[0].equals("distilled")) {
      throw unknown(label);
    }
    Method method = of(parts[0].equals("distilled"));
    for (int i = 1; i < parts.length; i++) {
      method = method.with(parts[i], label);
    }
    return method;
  }

  private Method with(String part, String label) {
    try {
      if (part.startsWith(EXIT1) && exit1Weight.isEmpty()) {
        double weight = Double.parseDouble(part.substring(EXIT1.length()));
        return new Method(distilled, augmentation, OptionalDouble.of(weight), epochs);
      }
      if (part.startsWith(EPOCHS) && epochs.isEmpty()) {
        return withEpochs(Integer.parseInt(part.substring(EPOCHS.length())));
      }
    } catch (IllegalArgumentException e) {
      throw unknown(label);
    }
    Optional<Augmenting> choice = Augmenting.of(part);
    if (choice.isEmpty() || augmentation.isPresent()) {
      throw unknown(label);
    }
    return new Method(distilled, choice, exit1Weight, epochs);
  }

  /** The same for another number of epochs. */
  public Method withEpochs(int other) {
    return new Method(distilled, augmentation, exit1Weight, OptionalInt.of(other));
  }

  /** The same with a recipe's augmentation where none is said. */
  Method withAugmentation(Augmenting own) {
    return augmentation.isPresent()
        ? this
        : new Method(distilled, Optional.of(own), exit1Weight, epochs);
  }

  /** The name of this method in tables, options and folders. */
  public String label() {
    List<String> parts = new ArrayList<>();
    parts.add(distilled ? "distilled" : "plain");
    augmentation.ifPresent(choice -> parts.add(choice.id()));
    exit1Weight.ifPresent(weight -> parts.add(EXIT1 + weight));
    epochs.ifPresent(number -> parts.add(EPOCHS + number));
    return String.join("+", parts);
  }

  private static boolean positive(double weight) {
    return weight > 0 && Double.isFinite(weight);
  }

  private static IllegalArgumentException unknown(String label) {
    return new IllegalArgumentException(
        "unknown method '%s': plain or distilled, and after a + each at most one of none, mirror, shift, mirror-shift, then exit1=WEIGHT, epochs=N"
            .formatted(label));
  }
}
