package org.cbnet.experiments.bench.offload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.cbnet.experiments.bench.offload.FrameRecord.Answerer;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.dataset.LabelledImages;

/**
 * Gives a strategy frames at a steady rate, one at a time; what would have come while it was busy
 * is not taken, as an agent takes the newest. {@link #call} is for one thread, {@link #stop} for
 * any.
 */
final class Camera implements Callable<List<FrameRecord>> {
  private final InferenceStrategy strategy;
  private final LabelledImages images;
  private final long periodNanos;
  private final int most;
  private int taken;
  private volatile boolean stopped;

  /**
   * @param most frames after which it stops by itself
   */
  Camera(InferenceStrategy strategy, LabelledImages images, Duration period, int most) {
    this.strategy = strategy;
    this.images = images;
    this.periodNanos = period.toNanos();
    this.most = most;
  }

  /** Frames until the cloud has answered one of them, or it has lasted; none of them counts. */
  void awaitCloud(Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    while (take().answerer() != Answerer.CLOUD && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(periodNanos);
    }
  }

  /** Frames until it is stopped, or there were enough. */
  @Override
  public List<FrameRecord> call() {
    List<FrameRecord> records = new ArrayList<>();
    long due = System.nanoTime();
    while (!stopped && records.size() < most) {
      await(due);
      records.add(take());
      long now = System.nanoTime();
      due = due + periodNanos - now > 0 ? due + periodNanos : now;
    }
    return records;
  }

  /** Ends {@link #call} after the frame that it has. */
  void stop() {
    stopped = true;
  }

  private FrameRecord take() {
    long began = System.nanoTime();
    Outcome outcome = strategy.infer(images.frame(taken++ % images.size()));
    return FrameRecord.of(began, System.nanoTime(), outcome);
  }

  private static void await(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
