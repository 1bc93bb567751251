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
    long start = System.nanoTime();
    Outcome outcome = strategy.infer(frame);
    speed.stretch(start);
    if (outcome instanceof Outcome.Classified answer) {
      StageTimes own = answer.times();
      StageTimes times =
          new StageTimes(
              stretched(own.preprocessNanos()),
              stretched(own.convertNanos()),
              stretched(own.edgeNanos()),
              System.nanoTime() - start);
      return new Outcome.Classified(answer.label(), answer.confidence(), answer.exit(), times);
    }
    return outcome;
  }

  @Override
  public void close() {
    strategy.close();
  }

  private long stretched(long nanos) {
    return nanos == StageTimes.NOT_MEASURED ? nanos : (long) (speed.factor() * nanos);
  }
}
