package org.cbnet.cloud.pairing;

import java.util.Comparator;
import java.util.Objects;

/**
 * What a frame was given to.
 *
 * @param strategy by name
 * @param model bundle
 * @param config configuration
 */
public record Arm(String strategy, String model, String config) implements Comparable<Arm> {
  private static final Comparator<Arm> ORDER =
      Comparator.comparing(Arm::strategy).thenComparing(Arm::model).thenComparing(Arm::config);
  // None of the parts may hold it.
  private static final String SEPARATOR = " ";

  public Arm {
    Objects.requireNonNull(strategy, "strategy is null");
    Objects.requireNonNull(model, "model is null");
    Objects.requireNonNull(config, "config is null");
  }

  static Arm parse(String text) {
    String[] parts = text.split(SEPARATOR, -1);
    return new Arm(parts[0], parts[1], parts[2]);
  }

  String print() {
    return String.join(SEPARATOR, strategy, model, config);
  }

  @Override
  public int compareTo(Arm other) {
    return ORDER.compare(this, other);
  }
}
