package org.cbnet.trainer.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a network is trained, beside its recipe: {@code plain} or {@code distilled}, and what is
 * tried in place of the recipe's own choice, as in {@code distilled+shift} or {@code
 * plain+exit1=0.3}.
 *
 * @param distilled from the data set's teacher
 * @param augmentation in place of the recipe's
 * @param exit1Weight of BranchyNet's first exit in the joint loss, in place of 1
 */
public record Method(
    boolean distilled, Optional<Augmenting> augmentation, OptionalDouble exit1Weight) {
  public static final Method PLAIN = new Method(false, Optional.empty(), OptionalDouble.empty());

  private static final String EXIT1 = "exit1=";

  /** Reads the form that {@link #label} gives. */
  public static Method parse(String label) {
    String[] parts = label.split("\\+", -1);
    if (!parts[0].equals("plain") && !parts[0].equals("distilled")) {
      throw unknown(label);
    }
    Optional<Augmenting> augmentation = Optional.empty();
    OptionalDouble exit1 = OptionalDouble.empty();
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].startsWith(EXIT1)) {
        exit1 = OptionalDouble.of(weight(label, parts[i].substring(EXIT1.length())));
      } else {
        augmentation = Optional.of(Augmenting.of(parts[i]).orElseThrow(() -> unknown(label)));
      }
    }
    return new Method(parts[0].equals("distilled"), augmentation, exit1);
  }

  /** The name of this method in tables, options and folders. */
  public String label() {
    List<String> parts = new ArrayList<>();
    parts.add(distilled ? "distilled" : "plain");
    augmentation.ifPresent(choice -> parts.add(choice.id()));
    if (exit1Weight.isPresent()) {
      parts.add(EXIT1 + String.format(Locale.ROOT, "%s", exit1Weight.getAsDouble()));
    }
    return String.join("+", parts);
  }

  private static double weight(String label, String text) {
    try {
      double weight = Double.parseDouble(text);
      if (weight > 0 && Double.isFinite(weight)) {
        return weight;
      }
    } catch (NumberFormatException e) {
      // Refused below, as a number that makes no sense is.
    }
    throw unknown(label);
  }

  private static IllegalArgumentException unknown(String label) {
    return new IllegalArgumentException(
        "unknown method '%s': plain or distilled, and after a + each: none, mirror, shift, mirror-shift, exit1=WEIGHT"
            .formatted(label));
  }
}
