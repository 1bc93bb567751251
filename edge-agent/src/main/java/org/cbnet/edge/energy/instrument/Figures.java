package org.cbnet.edge.energy.instrument;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Joules of one lap with what they are worth.
 *
 * @param gross joules of the whole lap; time without samples is charged the mean of the rest
 * @param scatter standard uncertainty of the gross from rounding, sampling and missing time, joules
 * @param seconds the lap's length
 */
record Figures(double gross, double scatter, double seconds) {
  private static final double NANOS_PER_SECOND = 1e9;

  static Figures ofPower(Track.Sum sum, long lapNanos, Accuracy accuracy) {
    double rounding = Accuracy.ofStep(accuracy.stepWatts()) * lapNanos / NANOS_PER_SECOND;
    return of(sum, lapNanos, Math.hypot(Math.sqrt(Math.max(0, sum.variance())), rounding));
  }

  /** A difference of two looks at a counter, each rounded down to its last step. */
  static Figures ofCounter(Track.Sum sum, long lapNanos, double stepJoules) {
    return of(sum, lapNanos, Math.sqrt(2) * Accuracy.ofStep(stepJoules));
  }

  private static Figures of(Track.Sum sum, long lapNanos, double scatter) {
    double seconds = lapNanos / NANOS_PER_SECOND;
    if (sum.coveredNanos() <= 0) {
      return new Figures(0, 0, seconds);
    }
    // Covered may be a little more than the lap, where a sample came just after its end.
    long missingNanos = Math.max(0, lapNanos - sum.coveredNanos());
    double missing = sum.joules() * missingNanos / sum.coveredNanos();
    return new Figures(
        sum.joules() + missing,
        // Anything from nothing to twice the mean may have flowed unseen.
        Math.hypot(scatter, Accuracy.ofLimit(Math.abs(missing))),
        seconds);
  }

  OptionalDouble idle(Optional<Idle> idle) {
    return idle.map(i -> OptionalDouble.of(i.power().watts() * seconds))
        .orElse(OptionalDouble.empty());
  }

  /** Standard uncertainty of gross less idle; of gross alone where idle is not known. */
  OptionalDouble uncertainty(Accuracy accuracy, Optional<Idle> idle) {
    OptionalDouble ofIdle =
        idle.isEmpty() ? OptionalDouble.of(0) : idle.get().power().uncertaintyWatts();
    if (accuracy.gain().isEmpty() || ofIdle.isEmpty()) {
      return OptionalDouble.empty();
    }
    double scaled =
        idle.filter(Idle::sameMeter).map(i -> gross - i.power().watts() * seconds).orElse(gross);
    double scale = accuracy.gain().getAsDouble() * scaled;
    double zero = accuracy.offsetWatts() * seconds;
    double idleJoules = ofIdle.getAsDouble() * seconds;
    return OptionalDouble.of(
        Math.sqrt(scale * scale + zero * zero + idleJoules * idleJoules + scatter * scatter));
  }
}
