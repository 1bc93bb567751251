package org.cbnet.trainer.labelling;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.torch.TorchNetwork;
import org.cbnet.trainer.training.Accuracy;
import org.cbnet.trainer.training.Examples;
import org.cbnet.trainer.training.Minibatch;

/** Logits of a trained network for all examples, in their order. */
final class Answered {
  private static final int BATCH = 250;

  private Answered() {}

  /**
   * Runs some segments of a network one after another.
   *
   * @return logits by position
   */
  static float[][] by(
      NetworkDescription description, Weights weights, List<String> segments, Examples examples) {
    float[][] logits = new float[examples.size()][];
    try (TorchNetwork network = new TorchNetwork(description, weights, List.of())) {
      for (int from = 0; from < examples.size(); from += BATCH) {
        Minibatch batch = examples.inOrder(from, Math.min(BATCH, examples.size() - from));
        try (NDManager manager = network.newBatchManager()) {
          float[][] rows = Accuracy.rows(network.run(batch.images(manager), segments));
          System.arraycopy(rows, 0, logits, from, rows.length);
        }
      }
    }
    return logits;
  }
}
