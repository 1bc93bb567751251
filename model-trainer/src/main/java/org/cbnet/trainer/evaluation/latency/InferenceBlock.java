package org.cbnet.trainer.evaluation.latency;

import java.util.List;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;

/**
 * Classifies 25 frames one by one, from decoded pixels to label; in a round all networks see the
 * same ones. The first 5 refill caches after the network before and do not count.
 *
 * @param strategy as agents run it
 * @param frames shown in turn
 */
public record InferenceBlock(InferenceStrategy strategy, List<Frame> frames) implements Block {
  @Override
  public double[] micros(int round) {
    double[] kept = new double[LatencyPlan.BLOCK - LatencyPlan.DISCARDED];
    for (int i = 0; i < LatencyPlan.BLOCK; i++) {
      int frame = (int) (((long) round * LatencyPlan.BLOCK + i) % frames.size());
      long nanos = totalNanos(frames.get(frame));
      if (i >= LatencyPlan.DISCARDED) {
        kept[i - LatencyPlan.DISCARDED] = nanos / 1e3;
      }
    }
    return kept;
  }

  private long totalNanos(Frame frame) {
    Outcome outcome = strategy.infer(frame);
    if (outcome instanceof Outcome.Classified classified) {
      return classified.times().totalNanos();
    }
    throw new IllegalStateException(
        "%s gave no label for frame %s: %s".formatted(strategy.name(), frame.id(), outcome));
  }
}
