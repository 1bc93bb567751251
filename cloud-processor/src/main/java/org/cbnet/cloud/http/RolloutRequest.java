package org.cbnet.cloud.http;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cbnet.cloud.bundle.Bundle;
import org.cbnet.cloud.rollout.RolloutLimits;
import org.cbnet.cloud.rollout.RolloutPlan;

/**
 * A roll-out as somebody asks for it; whatever is null has a default.
 *
 * @param bundle hash
 * @param strategy by name; the bundle's own
 * @param threshold nats of entropy; the bundle's own
 * @param group whose devices; the whole fleet's
 * @param percentages steps; 1, 10, 50, 100
 * @param soakSeconds each step is watched; an hour
 * @param failedShare greatest share of devices that fail or roll back; 0.05
 * @param reportingShare least share of devices that must have reported; 0.5
 * @param leastAccuracy of labelled results; the bundle's validation accuracy less 0.05, where its
 *     manifest tells one
 * @param greatestP50Micros median time of a frame; not looked at
 * @param onHalt {@code back}: devices get what they had; {@code stay}: they keep what they have
 */
record RolloutRequest(
    String bundle,
    String strategy,
    Double threshold,
    String group,
    List<Double> percentages,
    Long soakSeconds,
    Double failedShare,
    Double reportingShare,
    Double leastAccuracy,
    Double greatestP50Micros,
    String onHalt) {
  private static final long SOAK_SECONDS = 3_600;
  private static final double FAILED_SHARE = 0.05;
  private static final double REPORTING_SHARE = 0.5;
  // Images in the field are not those of the validation set.
  private static final double ACCURACY_SLACK = 0.05;

  /**
   * With the defaults.
   *
   * @param named the bundle, where it is known
   */
  RolloutPlan plan(Optional<Bundle> named) {
    return new RolloutPlan(
        bundle,
        // Said in any case: a group's wish for another strategy must not meet this bundle.
        strategy == null ? named.map(Bundle::strategy).orElse(null) : strategy,
        threshold,
        group,
        Objects.requireNonNullElse(percentages, RolloutPlan.DEFAULT_PERCENTAGES),
        Objects.requireNonNullElse(soakSeconds, SOAK_SECONDS),
        new RolloutLimits(
            Objects.requireNonNullElse(failedShare, FAILED_SHARE),
            Objects.requireNonNullElse(reportingShare, REPORTING_SHARE),
            leastAccuracy == null ? ownAccuracy(named) : leastAccuracy,
            greatestP50Micros),
        onHalt == null || isBack(onHalt));
  }

  static boolean isBack(String onHalt) {
    if (!onHalt.equals("back") && !onHalt.equals("stay")) {
      throw new BadParameterException("onHalt must be back or stay: '%s'".formatted(onHalt));
    }
    return onHalt.equals("back");
  }

  private static Double ownAccuracy(Optional<Bundle> bundle) {
    return bundle
        .map(Bundle::validationAccuracy)
        .map(accuracy -> Math.max(0, accuracy - ACCURACY_SLACK))
        .orElse(null);
  }
}
