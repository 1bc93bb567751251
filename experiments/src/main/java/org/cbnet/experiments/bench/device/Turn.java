package org.cbnet.experiments.bench.device;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.Outcome.Classified;

/** One contender's frames over all rounds. One thread. */
public final class Turn implements AutoCloseable {
  private static final long BETWEEN_NANOS = 100_000_000;

  private final InferenceStrategy strategy;
  private final List<Double> micros = new ArrayList<>();
  private final List<String> cuts = new ArrayList<>();
  private int fellBack;

  /**
   * A turn of one strategy.
   *
   * @param strategy is closed with this
   */
  public Turn(InferenceStrategy strategy) {
    this.strategy = strategy;
  }

  /** Frames that do not count, until one of them did not fall back, or there were enough. */
  public void warm(Frame frame, int most) {
    for (int i = 0; i < most; i++) {
      if (strategy.infer(frame) instanceof Classified answer && !answer.offload().fellBack()) {
        return;
      }
      LockSupport.parkNanos(BETWEEN_NANOS);
    }
  }

  /**
   * A frame that counts.
   *
   * @throws IllegalStateException where it has no answer
   */
  public void take(Frame frame) {
    Outcome outcome = strategy.infer(frame);
    if (!(outcome instanceof Classified answer)) {
      throw new IllegalStateException("frame %s: %s".formatted(frame.id(), outcome));
    }
    micros.add(answer.times().totalNanos() / 1e3);
    cuts.add(answer.offload().cut() == null ? "device" : answer.offload().cut());
    fellBack += answer.offload().fellBack() ? 1 : 0;
  }

  /** Of each frame that counted, microseconds from pixels to label. */
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

  @Override
  public void close() {
    strategy.close();
  }
}
