package org.cbnet.inference.planning;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What the best cut has least of. */
public enum Objective {
  /** Time from pixels to label. */
  LATENCY("latency"),
  /** The device's modelled joules a frame. */
  ENERGY("energy"),
  /** Time, among the cuts that keep to an energy budget; the least energy where none does. */
  LATENCY_WITHIN_ENERGY("latency-within-energy");

  private final String id;

  Objective(String id) {
    this.id = id;
  }

  /** The name that configuration uses. */
  public String id() {
    return id;
  }

  /**
   * Finds one by its {@link #id()}.
   *
   * @throws IllegalArgumentException where there is none, naming those that there are
   */
  public static Objective of(String id) {
    return Arrays.stream(values())
        .filter(each -> each.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown objective '%s': choose one of %s"
                        .formatted(
                            id,
                            Arrays.stream(values())
                                .map(Objective::id)
                                .collect(Collectors.joining(", ")))));
  }
}
