package org.cbnet.edge.systemd;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends signs of life to systemd while the threads that matter make progress, and only then: an
 * agent that hangs is killed and started again.
 *
 * <p>It looks four times within systemd's limit, so that one late look does no harm. Without
 * systemd it looks all the same, for the log and for what can be remedied.
 */
public final class Watchdog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
  private static final int LOOKS = 4;
  private static final Duration LONGEST_PERIOD = Duration.ofSeconds(10);

  private final Notifier systemd;
  private final Supplier<List<String>> deadly;
  private final Supplier<String> line;
  private final Runnable remedy;
  private final Thread thread = new Thread(this::run, "watchdog");
  private boolean alive = true;
  private boolean failed;
  private volatile boolean stopped;

  /**
   * One that has not begun.
   *
   * @param deadly what keeps the agent from making progress; empty where it does
   * @param line for {@code systemctl status}
   * @param remedy tried at every look
   */
  public Watchdog(
      Notifier systemd, Supplier<List<String>> deadly, Supplier<String> line, Runnable remedy) {
    this.systemd = systemd;
    this.deadly = deadly;
    this.line = line;
    this.remedy = remedy;
    thread.setDaemon(true);
  }

  /** Begins to look. */
  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    stopped = true;
    thread.interrupt();
  }

  /** One look. */
  void look() {
    List<String> problems = deadly.get();
    remedy.run();
    if (problems.isEmpty() != alive) {
      alive = problems.isEmpty();
      if (!alive) {
        LOG.atError()
            .addKeyValue("reason", String.join("; ", problems))
            .log("no progress, systemd gets no sign of life");
      }
    }
    if (alive && systemd.watchdog().isPresent()) {
      systemd.alive();
    }
    systemd.status(alive ? line.get() : "stuck: " + String.join("; ", problems));
  }

  /** Between two looks. */
  Duration period() {
    Duration quarter = systemd.watchdog().orElse(LONGEST_PERIOD).dividedBy(LOOKS);
    return quarter.compareTo(LONGEST_PERIOD) < 0 ? quarter : LONGEST_PERIOD;
  }

  // A mistake in what only tells must not look as if the agent hung.
  private void lookWhateverHappens() {
    try {
      look();
    } catch (RuntimeException e) {
      if (!failed) {
        failed = true;
        LOG.atError().addKeyValue("reason", e.toString()).setCause(e).log("the watchdog failed");
      }
    }
  }

  private void run() {
    try {
      while (!stopped) {
        lookWhateverHappens();
        TimeUnit.NANOSECONDS.sleep(period().toNanos());
      }
    } catch (InterruptedException e) {
      // It is closed.
    }
  }
}
