package org.cbnet.cloud.rollout;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.cbnet.inference.strategy.StrategyName;

/**
 * What somebody wants rolled out, to whom and how.
 *
 * @param bundle its hash
 * @param strategy by name; null for the bundle's own
 * @param threshold nats of entropy, 0 to 100; null for the bundle's own
 * @param group whose devices; null for the whole fleet
 * @param percentages of the devices, rising, the last one 100
 * @param soakSeconds how long each step is watched once enough devices have reported
 * @param limits what halts it
 * @param backOnHalt whether a halt gives the devices what they had; else they keep what they have
 */
public record RolloutPlan(
    String bundle,
    String strategy,
    Double threshold,
    String group,
    List<Double> percentages,
    long soakSeconds,
    RolloutLimits limits,
    boolean backOnHalt) {
  /** Steps where nobody names others. */
  public static final List<Double> DEFAULT_PERCENTAGES = List.of(1.0, 10.0, 50.0, 100.0);

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int MOST_STEPS = 20;
  private static final long MOST_SOAK_SECONDS = 30L * 24 * 3600;

  // The messages name the fields as a request has them.
  public RolloutPlan {
    Objects.requireNonNull(limits, "limits is null");
    if (bundle == null || !HASH.matcher(bundle).matches()) {
      throw new IllegalArgumentException(
          "bundle must be 64 lower-case hex digits: '%s'".formatted(bundle));
    }
    if (strategy != null) {
      StrategyName.of(strategy);
    }
    if (threshold != null && !(threshold >= 0 && threshold <= 100)) {
      throw new IllegalArgumentException("threshold must be 0 to 100 nats: " + threshold);
    }
    if (group != null && !ID.matcher(group).matches()) {
      throw new IllegalArgumentException(
          "group must match %s: '%s'".formatted(ID.pattern(), group));
    }
    requireRising(Objects.requireNonNull(percentages, "percentages is null"));
    percentages = List.copyOf(percentages);
    if (soakSeconds < 0 || soakSeconds > MOST_SOAK_SECONDS) {
      throw new IllegalArgumentException(
          "soakSeconds must be in [0, %d]: %d".formatted(MOST_SOAK_SECONDS, soakSeconds));
    }
  }

  private static void requireRising(List<Double> percentages) {
    double before = 0;
    for (Double percentage : percentages) {
      if (percentage == null || !(percentage > before && percentage <= 100)) {
        throw new IllegalArgumentException(
            "percentages must rise, above 0 and at most 100: " + percentages);
      }
      before = percentage;
    }
    if (before != 100 || percentages.size() > MOST_STEPS) {
      throw new IllegalArgumentException(
          "percentages must be at most %d and end with 100: %s".formatted(MOST_STEPS, percentages));
    }
  }
}
