package org.cbnet.cloud.pairing;

import org.cbnet.cloud.pairing.Outcome.Kind;
import org.cbnet.cloud.state.LatencyState;
import org.cbnet.cloud.state.PairState;
import org.cbnet.cloud.state.StateFormat;

/**
 * Frames that two arms had: McNemar's table, and the first's time less the second's. Not
 * thread-safe.
 */
public final class PairRow {

  private final Differences differences;
  private long bothRight;
  private long firstOnly;
  private long secondOnly;
  private long bothWrong;
  private long unlabelled;
  private long failed;

  private PairRow(Differences differences) {
    this.differences = differences;
  }

  /** Of nothing. */
  public static PairRow empty() {
    return new PairRow(Differences.empty());
  }

  /** As {@link #toState()} gave it. */
  public static PairRow of(PairState state) {
    PairRow row =
        new PairRow(
            Differences.of(
                new LatencyState(state.getDifferences(), state.getSumNanos(), state.getSketch())));
    row.bothRight = state.getBothRight();
    row.firstOnly = state.getFirstOnly();
    row.secondOnly = state.getSecondOnly();
    row.bothWrong = state.getBothWrong();
    row.unlabelled = state.getUnlabelled();
    row.failed = state.getFailed();
    return row;
  }

  /** The stored form. */
  public PairState toState() {
    LatencyState latency = differences.toState();
    return new PairState(
        StateFormat.VERSION,
        bothRight,
        firstOnly,
        secondOnly,
        bothWrong,
        unlabelled,
        failed,
        latency.getCount(),
        latency.getSumNanos(),
        latency.getSketch());
  }

  /** Adds a frame. */
  public void add(long first, long second) {
    Kind one = Outcome.kind(first);
    Kind other = Outcome.kind(second);
    if (one == Kind.FAILED || other == Kind.FAILED) {
      failed++;
      return;
    }
    differences.add(Outcome.nanos(first) - Outcome.nanos(second));
    if (one == Kind.UNLABELLED || other == Kind.UNLABELLED) {
      unlabelled++;
    } else if (one == Kind.RIGHT) {
      bothRight += other == Kind.RIGHT ? 1 : 0;
      firstOnly += other == Kind.RIGHT ? 0 : 1;
    } else {
      secondOnly += other == Kind.RIGHT ? 1 : 0;
      bothWrong += other == Kind.RIGHT ? 0 : 1;
    }
  }

  /** Adds another partition's row. */
  public void merge(PairRow other) {
    differences.merge(other.differences);
    bothRight += other.bothRight;
    firstOnly += other.firstOnly;
    secondOnly += other.secondOnly;
    bothWrong += other.bothWrong;
    unlabelled += other.unlabelled;
    failed += other.failed;
  }

  /** Frames. */
  public long frames() {
    return bothRight + firstOnly + secondOnly + bothWrong + unlabelled + failed;
  }

  /** McNemar's table. */
  public McNemar table() {
    return new McNemar(bothRight, firstOnly, secondOnly, bothWrong);
  }

  /** Frames whose true label is not known. */
  public long unlabelled() {
    return unlabelled;
  }

  /** Frames that one of the two failed to classify. */
  public long failed() {
    return failed;
  }

  /** The first's time less the second's, of frames that both classified. */
  public Differences differences() {
    return differences;
  }
}
