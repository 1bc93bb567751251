package org.cbnet.cloud.rollout;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.cbnet.cloud.access.Principal;
import org.cbnet.cloud.access.Role;
import org.cbnet.cloud.control.table.ConflictException;
import org.cbnet.cloud.control.table.Entry;
import org.cbnet.cloud.rollout.Rollout.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes running roll-outs from step to step, and halts those that go wrong.
 *
 * <p>Every instance has one. A roll-out is driven by whoever put its name in first; it is free
 * again when that one has not renewed it for {@link #LEASE}. What a driver decides is written on
 * condition that nobody has changed the roll-out since it was read, so one that was replaced, or
 * overtaken by an operator, does nothing. {@link #tick} is called by one thread.
 */
public final class RolloutDriver implements AutoCloseable {
  /** How long another instance waits for one that does not answer. */
  static final Duration LEASE = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(RolloutDriver.class);
  private static final Principal DRIVER = new Principal("rollout-driver", Role.OPERATOR, null);
  private static final long END_WITHIN_SECONDS = 10;

  private final Rollouts rollouts;
  private final RolloutFigures figures;
  private final String instance;
  private final InstantSource clock;
  private final ScheduledExecutorService thread;
  private volatile Optional<ScheduledFuture<?>> ticks = Optional.empty();

  /**
   * @param instance names this one, different from all others
   */
  public RolloutDriver(
      Rollouts rollouts, RolloutFigures figures, String instance, InstantSource clock) {
    this.rollouts = Objects.requireNonNull(rollouts, "rollouts is null");
    this.figures = Objects.requireNonNull(figures, "figures is null");
    this.instance = Objects.requireNonNull(instance, "instance is null");
    this.clock = Objects.requireNonNull(clock, "clock is null");
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread made = new Thread(work, "rollout-driver");
              made.setDaemon(true);
              return made;
            });
  }

  /** Looks at the figures so often from now on. */
  public void start(Duration interval) {
    ticks =
        Optional.of(
            thread.scheduleWithFixedDelay(
                this::tick, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Looks at every running roll-out once; never throws. */
  public void tick() {
    try {
      for (Entry<Rollout> entry : rollouts.entries()) {
        if (entry.value().state() == State.RUNNING) {
          drive(entry);
        }
      }
    } catch (RuntimeException e) {
      // The broker is away, or this instance is still reading.
      LOG.warn("roll-outs can't be driven now reason={}", e.toString());
    }
  }

  @Override
  public void close() {
    ticks.ifPresent(each -> each.cancel(true));
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(END_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("the driver of roll-outs does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void drive(Entry<Rollout> entry) {
    Rollout now = entry.value();
    long millis = clock.millis();
    boolean mine = instance.equals(now.driver());
    if (!mine && now.driver() != null && millis < now.driverUntilMillis()) {
      return;
    }
    try {
      Rollout next = decide(now, millis);
      boolean renew = !mine || now.driverUntilMillis() - millis < LEASE.toMillis() / 2;
      if (!next.equals(now) || renew) {
        rollouts.drive(entry, next.drivenBy(instance, millis + LEASE.toMillis()));
      }
      if (!next.equals(now)) {
        tell(now, next);
      }
    } catch (ConflictException e) {
      LOG.info("roll-out was changed by somebody else rollout={}", now.id());
    } catch (RuntimeException e) {
      LOG.warn("roll-out can't be judged now rollout={} reason={}", now.id(), e.toString());
    }
  }

  private Rollout decide(Rollout now, long millis) {
    Verdict verdict = Verdict.of(now, Progress.of(now, figures), millis);
    return switch (verdict.action()) {
      case WAIT -> now;
      case BEGIN_SOAK -> now.soaking(millis);
      case ADVANCE -> now.advanced(millis);
      case FINISH -> now.done(millis);
      case HALT -> now.halted(verdict.reason(), millis);
    };
  }

  private void tell(Rollout before, Rollout after) {
    LOG.info(
        "roll-out changed rollout={} state={} percentage={} reason={}",
        after.id(),
        after.state(),
        after.percentage(),
        after.reason());
    if (after.state() != before.state() || after.step() != before.step()) {
      String action =
          switch (after.state()) {
            case RUNNING -> "rollout.step";
            case DONE -> "rollout.done";
            case HALTED -> "rollout.halt";
          };
      rollouts.audit(DRIVER, action, before, after);
    }
  }
}
