package org.cbnet.edge.systemd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd how the service is (sd_notify(3)); does nothing where systemd did not start it.
 * Safe for several threads.
 */
public final class Notifier {
  private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
  private static final long NANOS_PER_MICRO = 1_000;

  private final Optional<String> socket;
  private final Optional<Duration> watchdog;
  private volatile boolean failed;

  private Notifier(Optional<String> socket, Optional<Duration> watchdog) {
    this.socket = socket;
    this.watchdog = watchdog;
  }

  /**
   * What the environment says: {@code NOTIFY_SOCKET}, and {@code WATCHDOG_USEC} unless {@code
   * WATCHDOG_PID} names another process.
   */
  public static Notifier of(Map<String, String> environment, long pid) {
    Optional<String> socket =
        Optional.ofNullable(environment.get("NOTIFY_SOCKET")).filter(path -> !path.isBlank());
    String watched = environment.getOrDefault("WATCHDOG_PID", "");
    boolean ours = watched.isBlank() || watched.equals(Long.toString(pid));
    return new Notifier(socket, socket.filter(path -> ours).flatMap(path -> micros(environment)));
  }

  /** Whether somebody listens. */
  public boolean active() {
    return socket.isPresent();
  }

  /** Within which systemd wants a sign of life; empty where it wants none. */
  public Optional<Duration> watchdog() {
    return watchdog;
  }

  /** The start is over, the service does its work. */
  public void ready() {
    send("READY=1");
  }

  /** The service is on its way out. */
  public void stopping() {
    send("STOPPING=1");
  }

  /** A line for {@code systemctl status}. */
  public void status(String line) {
    send("STATUS=" + line.replace('\n', ' '));
  }

  /** A sign of life. */
  public void alive() {
    send("WATCHDOG=1");
  }

  private void send(String message) {
    if (socket.isEmpty()) {
      return;
    }
    try {
      UnixDatagram.send(socket.get(), message.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      if (!failed) {
        failed = true;
        LOG.atWarn().addKeyValue("reason", e.getMessage()).log("systemd can't be told");
      }
    }
  }

  private static Optional<Duration> micros(Map<String, String> environment) {
    try {
      long micros = Long.parseLong(environment.getOrDefault("WATCHDOG_USEC", "0"));
      return micros > 0
          ? Optional.of(Duration.ofNanos(Math.multiplyExact(micros, NANOS_PER_MICRO)))
          : Optional.empty();
    } catch (ArithmeticException | NumberFormatException e) {
      // Whatever it means, it is no limit that could be kept.
      return Optional.empty();
    }
  }
}
