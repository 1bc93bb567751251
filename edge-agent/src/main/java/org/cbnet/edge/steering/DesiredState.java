package org.cbnet.edge.steering;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cbnet.inference.strategy.StrategyName;

/**
 * What the cloud wants of this device, resolved from device, groups and fleet: the signed content.
 * What is absent is as the device is configured.
 *
 * @param kind {@link #KIND}, so that no other signed text passes for one
 * @param deviceId whose it is
 * @param revision raised at each change, from 1
 * @param expiresAtMicros not to be applied after, microseconds since 1970-01-01 UTC; null for never
 * @param strategy by name
 * @param threshold entropy in nats, 0 to 100
 * @param rate frames per second, above 0
 * @param captureStopped whether no frame is to be taken
 * @param bundle SHA-256 of its manifest
 * @param runId run of an experiment that records name meanwhile, in place of the configured one
 * @param round of that run; null for 0
 * @param requestedBy who asked for it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DesiredState(
    String kind,
    String deviceId,
    long revision,
    Long expiresAtMicros,
    String strategy,
    Double threshold,
    Double rate,
    Boolean captureStopped,
    String bundle,
    String runId,
    Integer round,
    String requestedBy) {
  static final String KIND = "cbnet-desired-state";
  private static final double MAX_THRESHOLD = 100;
  private static final double MAX_RATE = 1_000_000;
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern RUN = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  DesiredState {
    if (!KIND.equals(kind)) {
      throw new IllegalArgumentException("kind must be %s: %s".formatted(KIND, kind));
    }
    Objects.requireNonNull(deviceId, "deviceId is missing");
    Objects.requireNonNull(requestedBy, "requestedBy is missing");
    if (revision < 1) {
      throw new IllegalArgumentException("revision must be at least 1: " + revision);
    }
    if (strategy != null) {
      StrategyName.of(strategy);
    }
    if (threshold != null && !(threshold >= 0 && threshold <= MAX_THRESHOLD)) {
      throw new IllegalArgumentException(
          "threshold must be 0 to %s: %s".formatted(MAX_THRESHOLD, threshold));
    }
    if (rate != null && !(rate > 0 && rate <= MAX_RATE)) {
      throw new IllegalArgumentException(
          "rate must be above 0, at most %s: %s".formatted(MAX_RATE, rate));
    }
    if (bundle != null && !SHA256.matcher(bundle).matches()) {
      throw new IllegalArgumentException("bundle must be 64 lower-case hex digits: " + bundle);
    }
    if (runId != null && !RUN.matcher(runId).matches()) {
      throw new IllegalArgumentException("runId must match %s: %s".formatted(RUN, runId));
    }
    if (round != null && round < 0) {
      throw new IllegalArgumentException("round must be at least 0: " + round);
    }
  }

  ModelChoice model() {
    return new ModelChoice(strategy, threshold, bundle);
  }

  /** What the loop works under beside the model. */
  Terms terms() {
    return new Terms(
        Optional.ofNullable(rate), Optional.ofNullable(runId), round == null ? 0 : round);
  }

  boolean stopsCapture() {
    return Boolean.TRUE.equals(captureStopped);
  }
}
