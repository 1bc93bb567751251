package org.cbnet.trainer.recipe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * How a network is trained, beside its recipe: {@code plain} or {@code distilled}, and what is
 * tried in place of the recipe's own choice, as in {@code distilled+shift} or {@code
 * plain+exit1=0.3}.
 *
 * @param distilled from the data set's teacher
 * @param augmentation of the images trained on; empty leaves it to the recipe
 * @param options in place of the recipe's own, each in its canonical form
 * @param epochs in place of the recipe's own number
 */
public record Method(
    boolean distilled,
    Optional<Augmenting> augmentation,
    Map<MethodOption, String> options,
    OptionalInt epochs) {
  public static final Method PLAIN = of(false);

  private static final String EPOCHS = "epochs";

  public Method {
    if (epochs.isPresent() && epochs.getAsInt() < 1) {
      throw new IllegalArgumentException("epochs must be at least 1: " + epochs.getAsInt());
    }
    Map<MethodOption, String> canonical = new EnumMap<>(MethodOption.class);
    options.forEach((option, value) -> canonical.put(option, option.canonical(value)));
    options = Collections.unmodifiableMap(canonical);
  }

  /** Plain or distilled, all else as the recipe has it. */
  public static Method of(boolean distilled) {
    return new Method(distilled, Optional.empty(), Map.of(), OptionalInt.empty());
  }

  /** Reads the form that {@link #label} gives. */
  public static Method parse(String label) {
    String[] parts = label.split("\\+", -1);
    if (!parts[0].equals("plain") && !parts[0].equals("distilled")) {
      throw unknown(label, null);
    }
    Method method = of(parts[0].equals("distilled"));
    for (int i = 1; i < parts.length; i++) {
      method = method.with(parts[i], label);
    }
    return method;
  }

  private Method with(String part, String label) {
    try {
      int equals = part.indexOf('=');
      if (equals < 0) {
        Optional<Augmenting> choice = Augmenting.of(part).filter(other -> augmentation.isEmpty());
        return new Method(distilled, Optional.of(choice.orElseThrow()), options, epochs);
      }
      String name = part.substring(0, equals);
      String value = part.substring(equals + 1);
      if (name.equals(EPOCHS) && epochs.isEmpty()) {
        return withEpochs(Integer.parseInt(value));
      }
      MethodOption option = MethodOption.of(name).orElseThrow();
      if (!options.containsKey(option)) {
        return with(option, value);
      }
    } catch (IllegalArgumentException | NoSuchElementException e) {
      throw unknown(label, e);
    }
    throw unknown(label, null);
  }

  /** The same for another number of epochs. */
  public Method withEpochs(int other) {
    return new Method(distilled, augmentation, options, OptionalInt.of(other));
  }

  /** The same with an option set. */
  Method with(MethodOption option, String value) {
    Map<MethodOption, String> more = new EnumMap<>(MethodOption.class);
    more.putAll(options);
    more.put(option, value);
    return new Method(distilled, augmentation, more, epochs);
  }

  /** The same with a recipe's augmentation where none is said. */
  Method withAugmentation(Augmenting own) {
    return augmentation.isPresent()
        ? this
        : new Method(distilled, Optional.of(own), options, epochs);
  }

  /** An option's value, where it is set. */
  Optional<String> option(MethodOption option) {
    return Optional.ofNullable(options.get(option));
  }

  /** An option's value that is a number, where it is set. */
  OptionalDouble number(MethodOption option) {
    return option(option).stream().mapToDouble(Double::parseDouble).findFirst();
  }

  /** The name of this method in tables, options and folders. */
  public String label() {
    List<String> parts = new ArrayList<>();
    parts.add(distilled ? "distilled" : "plain");
    augmentation.ifPresent(choice -> parts.add(choice.id()));
    options.forEach((option, value) -> parts.add(option.id() + "=" + value));
    epochs.ifPresent(number -> parts.add(EPOCHS + "=" + number));
    return String.join("+", parts);
  }

  private static IllegalArgumentException unknown(String label, Exception cause) {
    String options =
        Arrays.stream(MethodOption.values())
            .map(option -> option.id() + "=...")
            .collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        "unknown method '%s': plain or distilled, and after a + each at most one of none, mirror, shift, mirror-shift, then %s, epochs=N%s"
            .formatted(
                label,
                options,
                cause == null || cause.getMessage() == null ? "" : "; " + cause.getMessage()),
        cause);
  }
}
