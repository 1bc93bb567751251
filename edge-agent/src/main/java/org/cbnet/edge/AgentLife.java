package org.cbnet.edge;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.cbnet.edge.arms.Arms;
import org.cbnet.edge.capture.FrameSource;
import org.cbnet.edge.config.AgentConfig;
import org.cbnet.edge.loop.WarmUp;
import org.cbnet.edge.loop.Work;
import org.cbnet.edge.spool.SpoolCounters;
import org.cbnet.edge.status.AgentState;
import org.cbnet.edge.turns.SteadyLoad;
import org.cbnet.edge.turns.TurnTaker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * An agent from its start to its end: starting, running, draining, stopped.
 *
 * <p>One thread lives it; {@link #requestStop} may be called from any.
 */
final class AgentLife implements TurnTaker, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AgentLife.class);
  private static final Duration FOR_EVER = Duration.ofDays(1_000);
  private static final Duration GOODBYE = Duration.ofSeconds(5);
  private static final Duration GOODBYE_TO_NOBODY = Duration.ofMillis(500);

  private final AgentConfig config;
  private final AgentHealth health;
  private final AgentParts parts;
  private final Arms arms;
  private final Thread publishing;
  private Thread living;
  private boolean stopRequested;
  private volatile boolean failed;

  /**
   * @param arms that take turns in place of what is configured; closed with this
   */
  AgentLife(AgentConfig config, AgentHealth health, AgentParts parts, Arms arms) {
    this.config = config;
    this.health = health;
    this.parts = parts;
    this.arms = arms;
    this.publishing = new Thread(parts.publisher(), "publisher");
  }

  AgentParts parts() {
    return parts;
  }

  AgentHealth health() {
    return health;
  }

  /** Infers the configured frames and drains; answers the exit code of the process. */
  int live() throws InterruptedException {
    FrameSource configured = parts.sources().open(parts.steering().sourceFramesPerSecond());
    try (FrameSource source = configured) {
      start();
      begin();
      parts.steering().start(() -> parts.spool().status().current(), parts.heartbeats()::ask);
      parts.loop().run(parts.steering().steer(source), parts.steering().context());
    } catch (InterruptedException e) {
      // Asked to stop; what was captured still leaves.
    } catch (RuntimeException e) {
      // A mistake of ours; what was captured leaves all the same.
      failed = true;
      LOG.atError()
          .addKeyValue("deviceId", config.deviceId())
          .setCause(e)
          .log("inference ended, the agent stops: " + e);
    }
    return exitCode(finish());
  }

  /**
   * Exit code of a process that ends: 0 where nothing failed and nothing is lost with the process,
   * because it has left or lies on the disk for the next start.
   */
  int exitCode(SpoolCounters last) {
    boolean kept = last.drained() || parts.spool().status().trouble().isEmpty();
    return kept && !failed ? 0 : 1;
  }

  /** Whether a part of this agent died, so that its process must not end as if all were well. */
  boolean failed() {
    return failed;
  }

  @Override
  public void prepare() throws InterruptedException {
    start();
    long ticket = begin();
    parts.heartbeats().awaitDelivered(ticket, FOR_EVER);
  }

  @Override
  public void open(List<String> names) {
    arms.open(names, parts.sources().images());
  }

  @Override
  public void turn(int round, int firstFrame, int frames, Optional<String> arm)
      throws InterruptedException {
    if (frames == 0) {
      throw new IllegalArgumentException("a turn must have at least 1 frame: 0");
    }
    take(round, parts.sources().turn(firstFrame, frames), arm);
  }

  @Override
  public void block(int round, int firstFrame, SteadyLoad load, Optional<String> arm)
      throws InterruptedException {
    take(round, parts.sources().block(firstFrame, load), arm);
  }

  private void take(int round, FrameSource frames, Optional<String> arm)
      throws InterruptedException {
    try (FrameSource source = frames) {
      Work work = arm.map(arms::work).orElseGet(parts.steering().handover()::current);
      parts.loop().runTurn(source, work.inRound(round), this::awaitDrained);
    }
    // The results have left; what is left is the sample of the interval that sent them.
    awaitDrained(FOR_EVER);
    parts.heartbeats().awaitDelivered(parts.heartbeats().ask(), FOR_EVER);
  }

  @Override
  public SpoolCounters finish() throws InterruptedException {
    leave();
    health.stopping();
    parts.report().enter(AgentState.DRAINING);
    parts.steering().stop(!failed);
    boolean drained = awaitDrained(config.shutdown().drainTimeout());
    parts.report().enter(AgentState.STOPPED);
    boolean goodbye =
        publishing.isAlive()
            && parts
                .heartbeats()
                .awaitDelivered(parts.heartbeats().ask(), drained ? GOODBYE : GOODBYE_TO_NOBODY);
    SpoolCounters last = parts.spool().status().current();
    if (!drained) {
      LOG.atWarn()
          .addKeyValue("deviceId", config.deviceId())
          .addKeyValue("count", last.spooled())
          .addKeyValue("waited", config.shutdown().drainTimeout())
          .log("results are left that the broker has not acknowledged; the next start sends them");
    }
    LOG.atLevel(last.dropped() == 0 ? Level.INFO : Level.WARN)
        .addKeyValue("deviceId", config.deviceId())
        .addKeyValue("captured", last.captured())
        .addKeyValue("skipped", last.skipped())
        .addKeyValue("classified", last.classified())
        .addKeyValue("failed", last.failed())
        .addKeyValue("acknowledged", last.acknowledged())
        .addKeyValue("dropped", last.dropped())
        .addKeyValue("lastHeartbeat", goodbye ? "delivered" : "lost")
        .log(
            last.dropped() == 0
                ? "agent stopped"
                : "agent stopped, %d results were dropped".formatted(last.dropped()));
    return last;
  }

  /** Ends capture; whoever lives the agent then drains it. */
  synchronized void requestStop() {
    stopRequested = true;
    parts.loop().stop();
    parts.spool().endWaiting();
    if (living != null) {
      living.interrupt();
    }
  }

  /** Frees everything; the publisher's thread has ended on return. */
  @Override
  public void close() throws IOException {
    health.close();
    parts.publisher().stop();
    if (!joined(GOODBYE)) {
      // It waits inside Kafka for a broker that is away.
      publishing.interrupt();
      joined(GOODBYE);
    }
    parts.meter().close();
    arms.close();
    parts.steering().close();
    parts.strategies().close();
    parts.spool().close();
    parts.state().close();
  }

  private void start() {
    synchronized (this) {
      living = Thread.currentThread();
      if (stopRequested) {
        living.interrupt();
      }
    }
    health.start();
    publishing.setUncaughtExceptionHandler((thread, failure) -> publisherDied(failure));
    publishing.start();
    WarmUp.run(
        parts.steering().handover().current().strategy(),
        parts.sources().images(),
        config.inference().warmUpFrames());
  }

  // Without it nothing leaves any more: an agent that went on would only fill its spool and drop.
  private void publisherDied(Throwable failure) {
    failed = true;
    LOG.atError()
        .addKeyValue("deviceId", config.deviceId())
        .setCause(failure)
        .log("the publisher died, the agent stops: " + failure);
    requestStop();
  }

  private long begin() {
    parts.report().enter(AgentState.RUNNING);
    health.ready(publishing::interrupt);
    LOG.atInfo()
        .addKeyValue("deviceId", config.deviceId())
        .addKeyValue("strategy", parts.steering().context().strategy())
        .addKeyValue("modelHash", parts.steering().context().modelHash())
        .addKeyValue("configHash", parts.steering().context().configHash())
        .addKeyValue("source", parts.sources().origin())
        .addKeyValue("bootstrapServers", config.kafka().bootstrapServers())
        .log("agent runs");
    return parts.heartbeats().ask();
  }

  // From here on an interrupt would only cut the drain short.
  private synchronized void leave() {
    living = null;
    Thread.interrupted();
  }

  private boolean awaitDrained(Duration timeout) throws InterruptedException {
    return parts.publisher().awaitProgress(() -> parts.spool().status().entries() == 0, timeout);
  }

  private boolean joined(Duration timeout) {
    try {
      publishing.join(timeout.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !publishing.isAlive();
  }
}
