package org.cbnet.experiments.bench.method;

import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.StageTimes;

/**
 * A strategy that takes a share longer for every frame: it spins that long after each, so that the
 * slowdown goes through clock, caches and scheduler like any other. An emulated device ({@link
 * org.cbnet.inference.strategy.DeviceSpeed}) asks for its processor time with each frame, which
 * takes about as long as the smallest share that is planted here.
 */
final class SlowedStrategy implements InferenceStrategy {
  private final InferenceStrategy strategy;
  private final double share;

  /**
   * @param share of a frame's time that is added; 0 for the strategy as it is
   */
  SlowedStrategy(InferenceStrategy strategy, double share) {
    this.strategy = strategy;
    this.share = share;
  }

  @Override
  public String name() {
    return strategy.name();
  }

  @Override
  public Outcome infer(Frame frame) {
    Outcome outcome = strategy.infer(frame);
    return share > 0 && outcome instanceof Outcome.Classified answer ? slowed(answer) : outcome;
  }

  @Override
  public void close() {
    strategy.close();
  }

  private Outcome slowed(Outcome.Classified answer) {
    StageTimes own = answer.times();
    long begin = System.nanoTime();
    long end = begin + Math.round(share * own.totalNanos());
    long now = System.nanoTime();
    while (now - end < 0) {
      Thread.onSpinWait();
      now = System.nanoTime();
    }
    StageTimes times =
        new StageTimes(
            own.preprocessNanos(),
            own.convertNanos(),
            own.edgeNanos(),
            own.totalNanos() + now - begin);
    return new Outcome.Classified(answer.label(), answer.confidence(), answer.exit(), times);
  }
}
