package org.cbnet.cloud.device;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cbnet.cloud.state.LatencyState;
import org.cbnet.cloud.state.TallyState;
import org.cbnet.cloud.stats.Latency;
import org.cbnet.cloud.stats.Observations;

/** Counters of one device over a minute or an hour, with the latencies. Not thread-safe. */
public final class Tally {
  private static final int RESULTS = 0;
  private static final int FAILED = 1;
  private static final int LABELLED = 2;
  private static final int CORRECT = 3;
  private static final int OFFLOADED = 4;
  private static final int FELL_BACK = 5;
  private static final int COUNTS = 6;

  private long startSeconds;
  private final long[] counts = new long[COUNTS];
  private long timed;
  private long sumNanos;
  private Latency latency;

  private Tally(long startSeconds) {
    this.startSeconds = startSeconds;
  }

  /** Of nothing yet. */
  public static Tally empty(long startSeconds) {
    return new Tally(startSeconds);
  }

  /** Begins again, of nothing yet. */
  void restart(long newStartSeconds) {
    startSeconds = newStartSeconds;
    Arrays.fill(counts, 0);
    timed = 0;
    sumNanos = 0;
    if (latency != null) {
      latency.clear();
    }
  }

  static Tally of(TallyState state) {
    Tally tally = new Tally(state.getStartSeconds());
    tally.fill(state.getCounts(), state.getTimed(), state.getSumNanos());
    tally.setSketch(state.getSketch());
    return tally;
  }

  TallyState toState() {
    return new TallyState(startSeconds, counts(), timed, sumNanos, sketch());
  }

  void fill(List<Long> stored, long timedCount, long nanos) {
    for (int i = 0; i < COUNTS; i++) {
      counts[i] = stored.get(i);
    }
    timed = timedCount;
    sumNanos = nanos;
  }

  void setSketch(ByteBuffer sketch) {
    latency = sketch == null ? null : Latency.of(new LatencyState(timed, sumNanos, sketch));
  }

  /** Adds results. */
  public void add(Observations seen) {
    counts[RESULTS] += seen.results();
    counts[FAILED] += seen.failed();
    counts[LABELLED] += seen.labelled();
    counts[CORRECT] += seen.correct();
    counts[OFFLOADED] += seen.offloaded();
    counts[FELL_BACK] += seen.fellBack();
    if (seen.timed() > 0) {
      timed += seen.timed();
      sumNanos += seen.sumNanos();
      seen.addTotalsTo(latency());
    }
  }

  /** Adds another one, with its latencies. */
  public void merge(Tally other) {
    mergeCounts(other);
    other.latencies().ifPresent(times -> latency().merge(times));
  }

  /** Adds another one's counters. */
  void mergeCounts(Tally other) {
    for (int i = 0; i < COUNTS; i++) {
      counts[i] += other.counts[i];
    }
    timed += other.timed;
    sumNanos += other.sumNanos;
  }

  List<Long> counts() {
    List<Long> boxed = new ArrayList<>(COUNTS);
    for (long count : counts) {
      boxed.add(count);
    }
    return boxed;
  }

  ByteBuffer sketch() {
    return latencies().map(of -> of.toState().getSketch()).orElse(null);
  }

  long sumNanos() {
    return sumNanos;
  }

  /** Start of the time, seconds since 1970-01-01 UTC. */
  public long startSeconds() {
    return startSeconds;
  }

  /** Classified and failed. */
  public long results() {
    return counts[RESULTS];
  }

  /** Without a label. */
  public long failed() {
    return counts[FAILED];
  }

  /** Classified, and the true label is known. */
  public long labelled() {
    return counts[LABELLED];
  }

  /** Of the labelled, predicted right. */
  public long correct() {
    return counts[CORRECT];
  }

  /** With bytes sent to the cloud. */
  public long offloaded() {
    return counts[OFFLOADED];
  }

  /** Answered locally in place of the cloud. */
  public long fellBack() {
    return counts[FELL_BACK];
  }

  /** Results with a total time. */
  public long timed() {
    return timed;
  }

  /** Mean of the total times, microseconds; of one at least. */
  public double meanMicros() {
    return sumNanos / 1e3 / timed;
  }

  /** The latencies, where they are kept and there are any. */
  public Optional<Latency> latencies() {
    return Optional.ofNullable(latency).filter(of -> of.count() > 0);
  }

  private Latency latency() {
    if (latency == null) {
      latency = Latency.coarse();
    }
    return latency;
  }
}
