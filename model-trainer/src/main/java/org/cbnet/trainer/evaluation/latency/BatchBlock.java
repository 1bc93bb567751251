package org.cbnet.trainer.evaluation.latency;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.List;
import org.cbnet.inference.Frame;

/**
 * Classifies three batches of 32 frames; the first refills caches and does not count.
 *
 * @param classifier of one network
 * @param frames shown in turn
 */
record BatchBlock(BatchClassifier classifier, List<Frame> frames) implements Block {
  private static final int BATCHES = 3;
  private static final int DISCARDED = 1;

  @Override
  public double[] micros(int round) {
    double[] kept = new double[BATCHES - DISCARDED];
    for (int i = 0; i < BATCHES; i++) {
      List<Frame> batch = batch((long) round * BATCHES + i);
      long start = System.nanoTime();
      try {
        classifier.classify(batch);
      } catch (OrtException e) {
        throw new IllegalStateException("a batch could not be computed: " + e.getMessage(), e);
      }
      if (i >= DISCARDED) {
        kept[i - DISCARDED] = (System.nanoTime() - start) / 1e3;
      }
    }
    return kept;
  }

  private List<Frame> batch(long number) {
    List<Frame> batch = new ArrayList<>();
    for (int i = 0; i < BatchGraph.BATCH; i++) {
      batch.add(frames.get((int) ((number * BatchGraph.BATCH + i) % frames.size())));
    }
    return batch;
  }
}
