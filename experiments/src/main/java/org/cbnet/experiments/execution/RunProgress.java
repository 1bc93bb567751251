package org.cbnet.experiments.execution;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.cbnet.experiments.definition.Definition;

/** Tells a person how far a run is, a line a part and one every ten seconds. One thread. */
final class RunProgress {
  private static final long EVERY_NANOS = 10_000_000_000L;
  private static final double NANOS_PER_SECOND = 1e9;

  private final PrintWriter out;
  private final Definition definition;
  private final LongSupplier nanos;
  private final double expectedSeconds;
  private double expectedOfTaken;
  private double secondsOfTaken;
  private long begun;
  private long told;

  /**
   * @param nanos of a monotonic clock
   * @param expectedSeconds of all turns that are left
   */
  RunProgress(PrintWriter out, Definition definition, LongSupplier nanos, double expectedSeconds) {
    this.out = out;
    this.definition = definition;
    this.nanos = nanos;
    this.expectedSeconds = expectedSeconds;
    this.begun = nanos.getAsLong();
    this.told = begun;
  }

  /** Says what is being done now. */
  void step(String what) {
    out.println(what);
    out.flush();
  }

  /** A turn begins: what agents take to start is no measure of those that are left. */
  void begins() {
    begun = nanos.getAsLong();
  }

  /** It is over. */
  void took(Part part, Turn turn) {
    expectedOfTaken += RunEstimate.turnSeconds(definition, part, turn);
    long now = nanos.getAsLong();
    secondsOfTaken += (now - begun) / NANOS_PER_SECOND;
    if (now - told >= EVERY_NANOS) {
      told = now;
      double left = secondsOfTaken * (expectedSeconds - expectedOfTaken) / expectedOfTaken;
      step(
          String.format(
              Locale.ROOT,
              "%3.0f %%  %s, %s, session %d, round %d; %.0f s left",
              100 * Math.min(1, expectedOfTaken / expectedSeconds),
              turn.condition().dataSet(),
              turn.condition().link(),
              turn.session() + 1,
              turn.round() + 1,
              Math.max(0, left)));
    }
  }
}
