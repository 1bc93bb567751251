package org.cbnet.experiments.bench.device;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.Outcome.Classified;

/** One contender's frames over all rounds. One thread. */
public final class Turn implements AutoCloseable {
  // A connection has to be made first, or made anew after an outage; frames do not wait for it.
  private static final int MOST_WARM_FRAMES = 40;
  private static final long BETWEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long LEARNING_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  // Others ran before, and the caches are theirs. Of frames that take longer that does not show.
  private static final int SETTLING_FRAMES = 4;
  private static final double SETTLING_MICROS = 20_000;
  private static final double SLOW_MICROS = 50_000;

  /** Name of the cut of a frame for which nobody was asked. */
  public static final String DEVICE = "device";

  private final InferenceStrategy strategy;
  private final List<Double> micros = new ArrayList<>();
  private final List<String> cuts = new ArrayList<>();
  private int fellBack;
  private int repeated;

  /**
   * A turn of one strategy.
   *
   * @param strategy is closed with this
   */
  public Turn(InferenceStrategy strategy) {
    this.strategy = strategy;
  }

  /** Frames that do not count, until one of them did not fall back, or there were enough. */
  public void warm(Frame frame) {
    for (int i = 0; i < MOST_WARM_FRAMES && infer(frame).offload().fellBack(); i++) {
      LockSupport.parkNanos(BETWEEN_NANOS);
    }
  }

  /** Frames that do not count, a fixed number. */
  public void warm(Frame frame, int count) {
    for (int i = 0; i < count; i++) {
      infer(frame);
    }
  }

  /** Frames that do not count, some tens a second, for a time. */
  public void learn(Frame frame, long nanos) {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < nanos) {
      infer(frame);
      LockSupport.parkNanos(LEARNING_PAUSE_NANOS);
    }
  }

  /** A few frames that do not count, where they are quick. */
  public void settle(Frame frame) {
    double left = !micros.isEmpty() && last() > SLOW_MICROS ? 0 : SETTLING_MICROS;
    for (int i = 0; i < SETTLING_FRAMES && left > 0; i++) {
      left -= infer(frame).times().totalNanos() / 1e3;
    }
  }

  /**
   * A frame that counts.
   *
   * @param tries how often it is taken at most, until it does not fall back
   * @throws IllegalStateException where it has no answer
   */
  public void take(Frame frame, int tries) {
    Classified answer = infer(frame);
    for (int i = 1; i < tries && answer.offload().fellBack(); i++) {
      repeated++;
      warm(frame);
      answer = infer(frame);
    }
    micros.add(answer.times().totalNanos() / 1e3);
    cuts.add(answer.offload().cut() == null ? DEVICE : answer.offload().cut());
    fellBack += answer.offload().fellBack() ? 1 : 0;
  }

  /** The frames that counted no longer do: what follows has figures of its own. */
  public void restart() {
    micros.clear();
    cuts.clear();
    fellBack = 0;
    repeated = 0;
  }

  /** What the frames that counted took, microseconds. */
  public List<Double> micros() {
    return micros;
  }

  /** Of each frame that counted; {@code device} where nothing was asked for. */
  public List<String> cuts() {
    return cuts;
  }

  /** How many of the frames that counted fell back. */
  public int fellBack() {
    return fellBack;
  }

  /** Tries that were taken again. */
  public int repeated() {
    return repeated;
  }

  @Override
  public void close() {
    strategy.close();
  }

  private double last() {
    return micros.get(micros.size() - 1);
  }

  private Classified infer(Frame frame) {
    Outcome outcome = strategy.infer(frame);
    if (outcome instanceof Classified answer) {
      return answer;
    }
    throw new IllegalStateException("frame %s: %s".formatted(frame.id(), outcome));
  }
}
