package org.cbnet.cloud.rollout;

import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.cbnet.cloud.rollout.RolloutFigures.Model;

/**
 * What is to be done with a running roll-out.
 *
 * @param action what
 * @param reason for people
 */
record Verdict(Action action, String reason) {
  // Fewer results say little about a median or a share.
  private static final long LEAST_RESULTS = 200;
  // Standard normal quantile of 99 %, one-sided: one false halt in a hundred at the limit itself.
  private static final double Z = 2.326;

  enum Action {
    WAIT,
    BEGIN_SOAK,
    ADVANCE,
    FINISH,
    HALT
  }

  Verdict {
    Objects.requireNonNull(action, "action is null");
    Objects.requireNonNull(reason, "reason is null");
  }

  /** Judges by figures. */
  static Verdict of(Rollout rollout, Progress progress, long nowMillis) {
    RolloutLimits limits = rollout.plan().limits();
    // So many that the step can't end within the limit, whatever the others will say.
    if (progress.failed() > limits.failedShare() * progress.selected()) {
      return halt(failures(progress, progress.selected(), limits));
    }
    String outOfRange = outOfRange(progress.model(), limits);
    if (outOfRange != null) {
      return halt(outOfRange);
    }
    if (progress.concerned() == 0) {
      return new Verdict(Action.WAIT, "no device is known that it concerns");
    }
    if (progress.selected() == 0) {
      return next(rollout, "no device is in this step");
    }
    if (progress.reported() < limits.reportingShare() * progress.selected()) {
      return new Verdict(
          Action.WAIT,
          "%d of %d devices have reported".formatted(progress.reported(), progress.selected()));
    }
    if (rollout.soakMillis() == null) {
      return new Verdict(Action.BEGIN_SOAK, "enough devices have reported");
    }
    long soaked = nowMillis - rollout.soakMillis();
    if (soaked < TimeUnit.SECONDS.toMillis(rollout.plan().soakSeconds())) {
      return new Verdict(Action.WAIT, "soaking");
    }
    // Those that are offline say nothing, so they vouch for nobody either.
    return progress.failed() > limits.failedShare() * progress.reported()
        ? halt(failures(progress, progress.reported(), limits))
        : next(rollout, "soaked");
  }

  private static Verdict next(Rollout rollout, String reason) {
    return new Verdict(rollout.isLastStep() ? Action.FINISH : Action.ADVANCE, reason);
  }

  private static Verdict halt(String reason) {
    return new Verdict(Action.HALT, reason);
  }

  private static String failures(Progress progress, long of, RolloutLimits limits) {
    return "%d of %d devices failed or rolled back, at most %s %% may"
        .formatted(progress.failed(), of, number(100 * limits.failedShare()));
  }

  private static String outOfRange(Model model, RolloutLimits limits) {
    if (limits.leastAccuracy() != null
        && model.labelled() >= LEAST_RESULTS
        && upperBound(model.correct(), model.labelled()) < limits.leastAccuracy()) {
      return "accuracy is %s of %d labelled results, at least %s is asked"
          .formatted(
              number((double) model.correct() / model.labelled()),
              model.labelled(),
              number(limits.leastAccuracy()));
    }
    if (limits.greatestP50Micros() != null
        && model.results() >= LEAST_RESULTS
        && model.p50Micros() > limits.greatestP50Micros()) {
      return "the median frame takes %s us over %d results, at most %s us are asked"
          .formatted(
              number(model.p50Micros()), model.results(), number(limits.greatestP50Micros()));
    }
    return null;
  }

  /** Of the share, Wilson's score interval (1927). */
  private static double upperBound(long correct, long of) {
    double share = (double) correct / of;
    double zz = Z * Z / of;
    return (share + zz / 2 + Z * Math.sqrt(share * (1 - share) / of + zz / (4 * of))) / (1 + zz);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
