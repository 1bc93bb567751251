package org.cbnet.experiments.bench.offload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.cbnet.experiments.bench.offload.FrameRecord.Answerer;
import org.cbnet.inference.offload.OffloadAnswer;
import org.cbnet.inference.offload.OffloadAnswer.Answered;
import org.cbnet.inference.offload.OffloadAnswer.Refused;
import org.cbnet.inference.offload.OffloadQuestion;
import org.cbnet.inference.offload.Offloader;
import org.cbnet.inference.offload.PendingAnswer;

/**
 * A device of a crowd: a real offloader, and a strategy reduced to what it costs others. Its
 * question is made beforehand and its local answer is waited for, since hundreds of devices' own
 * work would only be the server's processor taken away. It has no circuit: it never stops asking.
 * One thread.
 */
final class CrowdDevice implements AutoCloseable {
  /** Of every frame. */
  static final Duration DEADLINE = Duration.ofMillis(150);

  /** What a local answer takes. */
  static final Duration LOCAL = Duration.ofMillis(10);

  private static final long BUDGET_NANOS = DEADLINE.minus(LOCAL).toNanos();

  private final Offloader offloader;
  private final OffloadQuestion question;
  private final List<FrameRecord> records = new ArrayList<>();
  private int computedLate;
  private String refusal = "none";
  private long mostStartLateNanos;

  CrowdDevice(Offloader offloader, OffloadQuestion question) {
    this.offloader = offloader;
    this.question = question;
  }

  Offloader offloader() {
    return offloader;
  }

  /** Asks and waits; whether the cloud has answered. */
  boolean ask(Duration budget) {
    PendingAnswer pending = offloader.ask(question, budget.toNanos());
    Optional<OffloadAnswer> answer = pending.await(System.nanoTime() + budget.toNanos());
    return answer.or(pending::end).filter(Answered.class::isInstance).isPresent();
  }

  /**
   * Frames at a steady rate, whatever becomes of them.
   *
   * @param firstNanos when the first is due, as {@link System#nanoTime} tells time
   */
  void film(long firstNanos, long periodNanos, long endNanos) {
    for (long due = firstNanos; due - endNanos < 0; due += periodNanos) {
      park(due);
      mostStartLateNanos = Math.max(mostStartLateNanos, System.nanoTime() - due);
      records.add(frame());
    }
  }

  /** What became of the frames that were filmed. */
  List<FrameRecord> records() {
    return records;
  }

  /** Answers that tell that they waited in the cloud until their budget was over, and were run. */
  int computedLate() {
    return computedLate;
  }

  /** What the cloud said last in place of a label. */
  String refusal() {
    return refusal;
  }

  /** How late a frame began at most, since this machine was busy. */
  long mostStartLateNanos() {
    return mostStartLateNanos;
  }

  @Override
  public void close() {
    offloader.close();
  }

  private FrameRecord frame() {
    long began = System.nanoTime();
    PendingAnswer pending = offloader.ask(question, BUDGET_NANOS);
    Optional<OffloadAnswer> answer = pending.await(began + BUDGET_NANOS);
    if (answer.isEmpty() || !(answer.get() instanceof Answered)) {
      if (answer.isPresent() && answer.get() instanceof Refused why) {
        refusal = why.reason();
      }
      park(System.nanoTime() + LOCAL.toNanos());
      answer = pending.end();
    }
    long ended = System.nanoTime();
    if (answer.isPresent() && answer.get() instanceof Answered label) {
      computedLate += label.queueNanos() > BUDGET_NANOS ? 1 : 0;
      return new FrameRecord(began, ended, Answerer.CLOUD, question.cut());
    }
    return new FrameRecord(began, ended, Answerer.FALL_BACK, question.cut());
  }

  private static void park(long until) {
    for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
