package org.cbnet.edge;

import java.io.IOException;
import java.time.Duration;
import org.cbnet.edge.capture.DataSetSource;
import org.cbnet.edge.capture.FrameSource;
import org.cbnet.edge.config.AgentConfig;
import org.cbnet.edge.config.SourceConfig;
import org.cbnet.edge.loop.WarmUp;
import org.cbnet.edge.spool.SpoolCounters;
import org.cbnet.edge.status.AgentState;
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
  private final AgentParts parts;
  private final Thread publishing;
  private Thread living;
  private boolean stopRequested;
  private volatile boolean failed;

  AgentLife(AgentConfig config, AgentParts parts) {
    this.config = config;
    this.parts = parts;
    this.publishing = new Thread(parts.publisher(), "publisher");
  }

  AgentParts parts() {
    return parts;
  }

  /** Infers the configured frames and drains; answers the exit code of the process. */
  int live() throws InterruptedException {
    FrameSource configured = configuredSource();
    try (FrameSource source = configured) {
      start();
      begin();
      parts.loop().run(source, parts.context());
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

  /** Exit code of a process that ends with these counters: 0 only where nothing failed. */
  int exitCode(SpoolCounters last) {
    return last.drained() && !failed ? 0 : 1;
  }

  /** Whether a part of this agent died, so that its process must not end as if all were well. */
  boolean failed() {
    return failed;
  }

  private FrameSource configuredSource() {
    SourceConfig wanted = config.source();
    try {
      return new DataSetSource(
          parts.images(),
          wanted.firstFrame(),
          wanted.frames(),
          wanted.framesPerSecond(),
          parts.clock());
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  @Override
  public void prepare() throws InterruptedException {
    start();
    long ticket = begin();
    parts.heartbeats().awaitDelivered(ticket, FOR_EVER);
  }

  @Override
  public void turn(int round, int firstFrame, int frames) throws InterruptedException {
    double rate = config.source().framesPerSecond();
    if (frames == 0) {
      throw new IllegalArgumentException("a turn must have at least 1 frame: 0");
    }
    try (FrameSource source =
        new DataSetSource(parts.images(), firstFrame, frames, rate, parts.clock())) {
      parts.loop().runTurn(source, parts.context().inRound(round), this::awaitDrained);
    }
    // The results have left; what is left is the sample of the interval that sent them.
    awaitDrained(FOR_EVER);
    parts.heartbeats().awaitDelivered(parts.heartbeats().ask(), FOR_EVER);
  }

  @Override
  public SpoolCounters finish() throws InterruptedException {
    leave();
    parts.report().enter(AgentState.DRAINING);
    boolean drained = awaitDrained(config.shutdown().drainTimeout());
    parts.report().enter(AgentState.STOPPED);
    boolean goodbye =
        publishing.isAlive()
            && parts
                .heartbeats()
                .awaitDelivered(parts.heartbeats().ask(), drained ? GOODBYE : GOODBYE_TO_NOBODY);
    SpoolCounters last = parts.spool().status().current();
    if (!drained) {
      LOG.atError()
          .addKeyValue("deviceId", config.deviceId())
          .addKeyValue("results", last.spooled())
          .addKeyValue("waited", config.shutdown().drainTimeout())
          .log("results are left that the broker has not acknowledged");
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
    if (living != null) {
      living.interrupt();
    }
  }

  /** Frees everything; the publisher's thread has ended on return. */
  @Override
  public void close() throws IOException {
    parts.publisher().stop();
    if (!joined(GOODBYE)) {
      // It waits inside Kafka for a broker that is away.
      publishing.interrupt();
      joined(GOODBYE);
    }
    parts.strategy().close();
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
    publishing.setUncaughtExceptionHandler((thread, failure) -> publisherDied(failure));
    publishing.start();
    WarmUp.run(parts.strategy(), parts.images(), config.inference().warmUpFrames());
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
    LOG.atInfo()
        .addKeyValue("deviceId", config.deviceId())
        .addKeyValue("strategy", parts.context().strategy())
        .addKeyValue("modelHash", parts.context().modelHash())
        .addKeyValue("configHash", parts.context().configHash())
        .addKeyValue("dataSet", parts.images().origin())
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
