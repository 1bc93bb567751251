package org.cbnet.cloud.comparison;

import java.util.Comparator;
import java.util.Objects;

/**
 * A row of the comparison.
 *
 * @param name strategy by name
 * @param model bundle
 */
public record StrategyKey(String name, String model) implements Comparable<StrategyKey> {
  private static final Comparator<StrategyKey> ORDER =
      Comparator.comparing(StrategyKey::name).thenComparing(StrategyKey::model);

  public StrategyKey {
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(model, "model is null");
  }

  @Override
  public int compareTo(StrategyKey other) {
    return ORDER.compare(this, other);
  }
}
