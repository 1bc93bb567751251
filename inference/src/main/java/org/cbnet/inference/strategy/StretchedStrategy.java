package org.cbnet.inference.strategy;

import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.StageTimes;

/** A strategy that runs on the device alone, as a slower device would take for it. */
final class StretchedStrategy implements InferenceStrategy {
  private final InferenceStrategy strategy;
  private final DeviceSpeed speed;

  StretchedStrategy(InferenceStrategy strategy, DeviceSpeed speed) {
    this.strategy = strategy;
    this.speed = speed;
  }

  @Override
  public String name() {
    return strategy.name();
  }

  @Override
  public Outcome infer(Frame frame) {
    DeviceSpeed.Begun begin = speed.begin();
    Outcome outcome = strategy.infer(frame);
    long ownNanos = System.nanoTime() - begin.nanos();
    speed.stretch(begin);
    if (outcome instanceof Outcome.Classified answer) {
      long totalNanos = System.nanoTime() - begin.nanos();
      // Of the whole only, as a stage does not know what of it was computed.
      double ratio = (double) totalNanos / ownNanos;
      StageTimes own = answer.times();
      StageTimes times =
          new StageTimes(
              stretched(own.preprocessNanos(), ratio),
              stretched(own.convertNanos(), ratio),
              stretched(own.edgeNanos(), ratio),
              totalNanos);
      return new Outcome.Classified(answer.label(), answer.confidence(), answer.exit(), times);
    }
    return outcome;
  }

  @Override
  public void close() {
    strategy.close();
  }

  private static long stretched(long nanos, double ratio) {
    return nanos == StageTimes.NOT_MEASURED ? nanos : (long) (ratio * nanos);
  }
}
