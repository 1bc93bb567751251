package org.cbnet.edge;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.cbnet.edge.config.AgentConfig;
import org.cbnet.edge.config.HealthConfig;
import org.cbnet.edge.config.Secrets;
import org.cbnet.edge.health.Beat;
import org.cbnet.edge.health.Health;
import org.cbnet.edge.health.RecentTrouble;
import org.cbnet.edge.status.AgentState;
import org.cbnet.edge.systemd.Notifier;
import org.cbnet.edge.systemd.Watchdog;

/**
 * What watches over an agent: its health pages, systemd, and the publisher's way out of a wait that
 * does not end. Other parts add their checks and figures to {@link #health}.
 */
final class AgentHealth implements AutoCloseable {
  private static final Duration LONGEST_TURN = Duration.ofSeconds(60);
  private static final Duration STALLED = Duration.ofMinutes(1);

  private final Health health = new Health();
  private final RecentTrouble trouble;
  private final Notifier systemd;
  private final Watchdog watchdog;
  private final HealthConfig where;
  private final Beat publisher;
  private final Duration stuck;
  private volatile Runnable freePublisher = () -> {};

  private AgentHealth(AgentConfig config, Map<String, String> environment, AgentNumbers numbers) {
    this.where = config.health();
    this.systemd = Notifier.of(environment, ProcessHandle.current().pid());
    this.trouble = RecentTrouble.listen(Secrets.of(config, environment)::hide);
    this.watchdog = new Watchdog(systemd, health::deadly, numbers::line, this::remedy);
    this.publisher = numbers.publisher().beat();
    this.stuck = LONGEST_TURN.plus(config.kafka().longestWait());
  }

  /** Watches over these parts; {@link #start} makes it visible. */
  static AgentHealth of(AgentConfig config, Map<String, String> environment, AgentNumbers numbers) {
    AgentHealth made = new AgentHealth(config, environment, numbers);
    numbers.tell(made.health);
    made.health.section("recentTrouble", made.trouble::entries);
    made.health.mustLive(
        "inference",
        () -> numbers.isHeld() ? Optional.empty() : progress(numbers.loop().beat(), LONGEST_TURN));
    made.health.mustLive("publisher", () -> progress(made.publisher, made.stuck));
    made.health.mustBeReady("agent", () -> running(numbers.report().state()));
    made.health.watch("link", () -> numbers.stalled(STALLED));
    return made;
  }

  /** Where other parts add their checks, figures and sections. */
  Health health() {
    return health;
  }

  /** Opens the pages. */
  void start() {
    if (where.port() != 0) {
      health.serve(address(where), where.names());
    }
  }

  /**
   * The agent runs: it has warmed up and captures.
   *
   * @param freePublisher cuts short what the publisher's thread waits for
   */
  void ready(Runnable freePublisher) {
    this.freePublisher = freePublisher;
    systemd.ready();
    watchdog.start();
  }

  /** The agent takes no more frames. */
  void stopping() {
    systemd.stopping();
  }

  @Override
  public void close() {
    watchdog.close();
    health.close();
    trouble.close();
  }

  // Kafka's client counts its waits by the wall clock: one that was set back in the middle of a
  // wait makes it last as long as the clock was set back.
  private void remedy() {
    if (publisher.missing(stuck)) {
      freePublisher.run();
    }
  }

  private static Optional<String> progress(Beat beat, Duration limit) {
    return beat.missing(limit)
        ? Optional.of(
            "no progress for %d s".formatted(Duration.ofNanos(beat.ageNanos()).toSeconds()))
        : Optional.empty();
  }

  private static Optional<String> running(AgentState state) {
    return state == AgentState.RUNNING ? Optional.empty() : Optional.of(state.wireName());
  }

  private static InetSocketAddress address(HealthConfig where) {
    try {
      return new InetSocketAddress(InetAddress.getByName(where.address()), where.port());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address was looked up: " + where.address(), e);
    }
  }
}
