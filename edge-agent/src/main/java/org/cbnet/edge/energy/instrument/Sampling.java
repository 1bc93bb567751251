package org.cbnet.edge.energy.instrument;

import java.time.Duration;
import java.util.Optional;
import org.cbnet.edge.clock.EdgeClock;

/** The one thread that asks instrument and machine, so that nobody else ever waits for them. */
final class Sampling implements AutoCloseable {
  private static final long CONDITIONS_NANOS = Duration.ofSeconds(1).toNanos();

  private final Optional<SampledMeter> meter;
  private final Conditions conditions;
  private final long sampleNanos;
  private final EdgeClock clock;
  private final Thread thread = new Thread(this::run, "energy-meter");

  /**
   * @param meter empty where nothing but the processor's state is looked at
   */
  Sampling(Optional<SampledMeter> meter, Conditions conditions, long sampleNanos, EdgeClock clock) {
    this.meter = meter;
    this.conditions = conditions;
    this.sampleNanos = meter.isPresent() ? sampleNanos : CONDITIONS_NANOS;
    this.clock = clock;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    long due = clock.monotonicNanos();
    long lookDue = due;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        if (meter.isPresent()) {
          meter.get().sample();
        }
        if (clock.monotonicNanos() >= lookDue) {
          conditions.look();
          lookDue = clock.monotonicNanos() + CONDITIONS_NANOS;
        }
        // What was missed while an instrument kept it waiting is not made up for.
        due = Math.max(due + sampleNanos, clock.monotonicNanos());
        Thread.sleep(Duration.ofNanos(due - clock.monotonicNanos()).toMillis());
      }
    } catch (InterruptedException e) {
      // Asked to end.
    }
  }

  /** Asks it to end; an instrument that hangs may hold it for its time-out. */
  @Override
  public void close() {
    thread.interrupt();
  }
}
