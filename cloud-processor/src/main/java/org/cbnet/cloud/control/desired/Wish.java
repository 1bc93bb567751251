package org.cbnet.cloud.control.desired;

import java.time.Instant;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.cbnet.schemas.WireNames;

/**
 * What somebody wants of devices; null leaves it to the next lower level.
 *
 * @param strategy by name
 * @param threshold nats of entropy, 0 to 100
 * @param rate frames per second, above 0, at most 1,000,000
 * @param captureStopped whether no frame is taken
 * @param bundle SHA-256 of {@code bundle.json}, 64 lower-case hex digits
 * @param runId run of an experiment that its records are to name, [A-Za-z0-9._-]{1,64}
 * @param round of that run, from 0; null where runId is
 * @param expires after which it is as if it were not there; null for never
 * @param priority of a group: the highest wins
 */
public record Wish(
    String strategy,
    Double threshold,
    Double rate,
    Boolean captureStopped,
    String bundle,
    String runId,
    Integer round,
    Instant expires,
    int priority) {
  private static final double MAX_THRESHOLD = 100;
  private static final double MAX_RATE = 1_000_000;
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern RUN = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  // The agent refuses a state of which one field breaks these, so none may leave.
  public Wish {
    if (strategy != null && !WireNames.STRATEGIES.contains(strategy)) {
      throw new IllegalArgumentException(
          "strategy must be one of %s: '%s'"
              .formatted(String.join(", ", WireNames.STRATEGIES), strategy));
    }
    if (threshold != null && !(threshold >= 0 && threshold <= MAX_THRESHOLD)) {
      throw new IllegalArgumentException("threshold must be 0 to 100 nats: " + threshold);
    }
    if (rate != null && !(rate > 0 && rate <= MAX_RATE)) {
      throw new IllegalArgumentException(
          "rate must be above 0, at most 1000000 frames per second: " + rate);
    }
    if (bundle != null && !SHA256.matcher(bundle).matches()) {
      throw new IllegalArgumentException(
          "bundle must be 64 lower-case hex digits: '%s'".formatted(bundle));
    }
    if (runId != null && !RUN.matcher(runId).matches()) {
      throw new IllegalArgumentException(
          "runId must match %s: '%s'".formatted(RUN.pattern(), runId));
    }
    if ((runId == null) != (round == null) || (round != null && round < 0)) {
      throw new IllegalArgumentException(
          "round must be at least 0, and be there where runId is: %s, runId %s"
              .formatted(round, runId));
    }
  }

  /** Refuses what can't come true from now on. */
  void check(Predicate<String> bundleKnown, Instant now) {
    if (bundle != null && !bundleKnown.test(bundle)) {
      throw new IllegalArgumentException(
          "bundle %s is not known: upload it first".formatted(bundle));
    }
    if (expires != null && !expires.isAfter(now)) {
      throw new IllegalArgumentException(
          "expires must be after now, %s: %s".formatted(now, expires));
    }
  }
}
