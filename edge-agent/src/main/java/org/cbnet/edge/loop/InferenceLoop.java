package org.cbnet.edge.loop;

import java.time.Duration;
import java.util.OptionalLong;
import org.cbnet.edge.capture.Capture;
import org.cbnet.edge.capture.FrameSource;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.edge.config.BatchConfig;
import org.cbnet.edge.energy.EnergyRecorder;
import org.cbnet.edge.health.Beat;
import org.cbnet.edge.identity.DeviceIdentity;
import org.cbnet.edge.identity.WorkContext;
import org.cbnet.edge.log.Repeats;
import org.cbnet.edge.spool.SpoolInput;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Source to strategy to spool, one frame after another.
 *
 * <ol>
 *   <li>Never waits for the network: the spool takes a batch at once.
 *   <li>Every frame becomes a result or is counted as skipped; nothing that one frame brings ends
 *       the loop.
 *   <li>{@link #run} leaves nothing open: its last batch and its last energy interval are in the
 *       spool when it returns.
 *   <li>{@link #runTurn} alone waits for its results to leave, so that the energy of sending them
 *       is in the turn's intervals.
 *   <li>Other {@link Work} that is offered is taken between two frames: every batch and every
 *       energy interval holds results of one strategy.
 * </ol>
 *
 * <p>One thread runs it; {@link #stop}, {@link #beat} and {@link #lastInferenceNanos} may be called
 * from any.
 */
public final class InferenceLoop {
  private static final Logger LOG = LoggerFactory.getLogger(InferenceLoop.class);
  private static final Duration LONGEST_POLL = Duration.ofMillis(500);
  private static final Duration LOG_PERIOD = Duration.ofMinutes(1);

  private final Handover handover;
  private final BatchAssembler batches;
  private final EnergyRecorder energy;
  private final SpoolInput spool;
  private final EdgeClock clock;
  private final Repeats repeats;
  private final Beat beat;
  private InferenceStrategy strategy;
  private volatile boolean stopped;
  private volatile long lastInferenceNanos;

  public InferenceLoop(
      DeviceIdentity identity,
      Handover handover,
      BatchConfig batch,
      EnergyRecorder energy,
      SpoolInput spool,
      EdgeClock clock) {
    this.handover = handover;
    this.strategy = handover.current().strategy();
    this.batches =
        new BatchAssembler(identity, spool, energy, batch.results(), batch.linger().toNanos());
    this.energy = energy;
    this.spool = spool;
    this.clock = clock;
    this.repeats = new Repeats(clock, LOG_PERIOD);
    this.beat = new Beat(clock);
  }

  /** Signs of life of the thread that runs this; a source without frames is alive. */
  public Beat beat() {
    return beat;
  }

  /** What the last inference took, as the strategy measured it; 0 before the first. */
  public long lastInferenceNanos() {
    return lastInferenceNanos;
  }

  /** Runs a source to its end, or until {@link #stop}, under one context. */
  public void run(FrameSource source, WorkContext context) throws InterruptedException {
    run(source, context, atMost -> true);
  }

  /**
   * Runs a source as {@link #run} does with work of its own, but closes the last energy interval
   * only once its results have left: a turn may be one batch, sealed on its last frame, and what
   * compressing and sending it takes would fall between two turns.
   */
  public void runTurn(FrameSource source, Work work, Drain drain) throws InterruptedException {
    strategy = work.strategy();
    run(source, work.context(), drain);
  }

  private void run(FrameSource source, WorkContext context, Drain drain)
      throws InterruptedException {
    begin(context);
    beat.begin();
    try {
      Capture capture = Capture.Empty.NOTHING_YET;
      while (!stopped && capture != Capture.Empty.END) {
        capture = source.poll(patience());
        if (energy.clockChanged()) {
          // Before this capture's time is taken: a record vouches for all times in it or for none.
          closeInterval();
        }
        if (handover.isOffered()) {
          switchWork();
        }
        take(capture);
        sealWhatIsDue();
      }
      batches.seal();
      while (!stopped && !drain.within(patience())) {
        sealWhatIsDue();
      }
    } finally {
      beat.end();
      closeInterval();
    }
  }

  private void begin(WorkContext context) {
    batches.begin(context);
    energy.begin(context);
  }

  // Between two frames: what was inferred so far is told under the old context.
  private void switchWork() {
    closeInterval();
    Work next = handover.take();
    strategy = next.strategy();
    begin(next.context());
  }

  /** Ends the loop after the frame that it is at, now and for every later run. */
  public void stop() {
    stopped = true;
  }

  private Duration patience() {
    if (batches.urgent()) {
      return Duration.ZERO;
    }
    long now = clock.monotonicNanos();
    long due = Math.min(batches.untilDueNanos(now), energy.untilDueNanos(now));
    return Duration.ofNanos(Math.max(0, Math.min(due, LONGEST_POLL.toNanos())));
  }

  private void take(Capture capture) {
    if (capture instanceof Capture.Image image) {
      long micros = clock.wallMicros();
      long nanos = clock.monotonicNanos();
      Outcome outcome = infer(image.frame());
      batches.add(ResultMapper.result(image.frame(), outcome, micros, nanos), image.receipt());
    } else if (capture instanceof Capture.Skipped skipped) {
      spool.countSkipped(skipped.frames());
      report("frame skipped", skipped.what(), skipped.reason(), skipped.detail());
    } else if (batches.urgent()) {
      // No further frame is ready to share the batch with.
      batches.seal();
    }
  }

  private Outcome infer(Frame frame) {
    Outcome outcome;
    try {
      outcome = strategy.infer(frame);
    } catch (RuntimeException e) {
      // Against its contract; a device on a wall counts it and goes on.
      outcome = new Outcome.Failed("exception", e.toString());
    }
    if (outcome instanceof Outcome.Classified classified) {
      lastInferenceNanos = classified.times().totalNanos();
    } else if (outcome instanceof Outcome.Failed failed) {
      report("frame failed", frame.id(), failed.reason(), failed.detail());
    }
    return outcome;
  }

  private void sealWhatIsDue() {
    long now = clock.monotonicNanos();
    beat.beat(now);
    if (batches.untilDueNanos(now) <= 0) {
      batches.seal();
    }
    if (energy.untilDueNanos(now) <= 0) {
      closeInterval();
    }
  }

  // The batch first: only the spool knows the sequence numbers that the interval must name.
  private void closeInterval() {
    batches.seal();
    spool.append(energy.end());
  }

  private void report(String event, String frameId, String reason, String detail) {
    OptionalLong keptBack = repeats.admit(event + reason);
    if (keptBack.isPresent()) {
      LOG.atWarn()
          .addKeyValue("frameId", frameId)
          .addKeyValue("reason", reason)
          .addKeyValue("detail", detail)
          .addKeyValue("count", keptBack.getAsLong())
          .log(event);
    }
  }
}
