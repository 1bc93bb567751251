package org.cbnet.inference.strategy;

import java.util.Optional;
import java.util.OptionalLong;
import org.cbnet.inference.offload.OffloadAnswer;
import org.cbnet.inference.offload.OffloadAnswer.Answered;
import org.cbnet.inference.offload.OffloadAnswer.Refused;
import org.cbnet.inference.offload.OffloadCircuit;
import org.cbnet.inference.offload.OffloadQuestion;
import org.cbnet.inference.offload.Offloader;
import org.cbnet.inference.offload.PendingAnswer;
import org.cbnet.inference.planning.LinkEstimate;
import org.cbnet.inference.planning.LinkEstimator;

/**
 * The way to the cloud as a strategy sees it: whether it is worth asking, what it takes, and probes
 * that keep this known. Nothing here waits but {@link Asked#await}. One thread.
 */
final class CloudLink {
  private static final int LARGEST_PROBE_BYTES = 8192;

  // Apart enough to tell the bandwidth of all but the fastest links from the round trip. Feature
  // maps have up to 25 kB: what 2 kB tell of these has twelve times their jitter in it.
  private static final byte[][] PROBES = {
    new byte[64], new byte[2048], new byte[64], new byte[LARGEST_PROBE_BYTES]
  };

  // A thin link is told from small ones, and would be kept from frames for long.
  private static final double DEAR_NANOS = 20e6;

  private final Offloader offloader;
  private final String bundleHash;
  private final OffloadCircuit circuit;
  private final LinkEstimator estimator = new LinkEstimator();
  private final long deadlineNanos;
  private final long probeIntervalNanos;
  private final boolean alwaysProbe;
  private Probe probe;
  private int probes;
  private long lastSampleNanos;
  private long linkChanges;
  private OptionalLong queueNanos = OptionalLong.empty();

  /**
   * @param alwaysProbe whether the link is to be known while nobody uses it
   */
  CloudLink(String bundleHash, Offloading offloading, boolean alwaysProbe) {
    this.offloader = offloading.offloader();
    this.bundleHash = bundleHash;
    this.deadlineNanos = offloading.deadline().toNanos();
    this.probeIntervalNanos = offloading.probeInterval().toNanos();
    this.circuit = new OffloadCircuit(offloading.missesToOpen(), probeIntervalNanos);
    this.alwaysProbe = alwaysProbe;
    this.lastSampleNanos = System.nanoTime() - probeIntervalNanos;
  }

  /** Whether frames should ask. */
  boolean isUp() {
    return !circuit.isOpen();
  }

  /** What is known of the link; empty where it is down too. */
  Optional<LinkEstimate> estimate() {
    return circuit.isOpen() ? Optional.empty() : estimator.estimate();
  }

  /** Whether the link has turned out to be another since this was asked. */
  boolean takeChange() {
    boolean changed = estimator.changes() > linkChanges;
    linkChanges = estimator.changes();
    return changed;
  }

  /** How long a question would wait in the cloud, where a probe has told since this was asked. */
  OptionalLong takeQueueNanos() {
    OptionalLong told = queueNanos;
    queueNanos = OptionalLong.empty();
    return told;
  }

  /** Takes what probes have brought and sends one where it is time; once a frame. */
  void tend() {
    long now = System.nanoTime();
    if (probe != null) {
      harvest(now);
    }
    if (probe == null && isProbeDue(now)) {
      byte[] payload = nextProbe();
      PendingAnswer pending =
          offloader.ask(OffloadQuestion.probe(bundleHash, payload), deadlineNanos);
      probe = new Probe(pending, now);
    }
  }

  /** Asks for a frame. */
  Asked ask(OffloadQuestion question, long budgetNanos) {
    long now = System.nanoTime();
    return new Asked(this, offloader.ask(question, budgetNanos), now);
  }

  /** A frame's question has an answer. */
  void answered(OffloadAnswer answer, PendingAnswer pending, long sentNanos) {
    if (answer instanceof Answered reply) {
      sample(pending, sentNanos, reply.queueNanos() + reply.cloudNanos());
    } else if (answer instanceof Refused refusal) {
      sample(pending, sentNanos, refusal.queueNanos());
    } else {
      missed();
    }
  }

  /** A frame's question, or a probe, has none in time. */
  void missed() {
    boolean wasUp = isUp();
    circuit.missed(System.nanoTime());
    if (wasUp && !isUp()) {
      estimator.forget();
    }
  }

  private byte[] nextProbe() {
    byte[] payload = PROBES[probes++ % PROBES.length];
    boolean isDear =
        payload.length == LARGEST_PROBE_BYTES
            && estimator
                .estimate()
                .map(link -> link.nanosPerByte() * LARGEST_PROBE_BYTES > DEAR_NANOS)
                .orElse(true);
    return isDear ? PROBES[1] : payload;
  }

  private boolean isProbeDue(long now) {
    return circuit.takeProbe(now)
        || (alwaysProbe && isUp() && now - lastSampleNanos >= probeIntervalNanos);
  }

  private void harvest(long now) {
    boolean over = now - probe.sentNanos() >= deadlineNanos;
    Optional<OffloadAnswer> answer = over ? probe.pending().end() : probe.pending().await(now);
    if (answer.isPresent()) {
      probed(answer.get());
      probe = null;
    } else if (over) {
      missed();
      lastSampleNanos = now;
      probe = null;
    }
  }

  private void probed(OffloadAnswer answer) {
    if (answer instanceof Answered reply) {
      queueNanos = OptionalLong.of(reply.queueNanos());
      sample(probe.pending(), probe.sentNanos(), 0);
    } else {
      answered(answer, probe.pending(), probe.sentNanos());
    }
  }

  private void sample(PendingAnswer pending, long sentNanos, long cloudNanos) {
    circuit.answered();
    lastSampleNanos = pending.answeredNanos();
    estimator.add(pending.bytesUp(), (double) pending.answeredNanos() - sentNanos - cloudNanos);
  }

  private record Probe(PendingAnswer pending, long sentNanos) {}
}
