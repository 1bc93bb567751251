package org.cbnet.trainer.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cbnet.trainer.torch.TorchNetwork;

/** Share of right labels in the trainer. */
public final class Accuracy {
  private static final int BATCH = 250;

  private Accuracy() {}

  /** Over all examples, in their order, unchanged. */
  public static double of(TorchNetwork network, Objective objective, Examples examples) {
    int correct = 0;
    for (int from = 0; from < examples.size(); from += BATCH) {
      Minibatch batch = examples.inOrder(from, Math.min(BATCH, examples.size() - from));
      try (NDManager manager = network.newBatchManager()) {
        NDList logits = objective.logits(network, batch, manager);
        correct += correct(logits, batch, objective.decision());
      }
    }
    return (double) correct / examples.size();
  }

  static int correct(NDList exits, Minibatch batch, Decision decision) {
    List<float[][]> rows = exits.stream().map(Accuracy::rows).toList();
    int correct = 0;
    for (int i = 0; i < batch.size(); i++) {
      List<float[]> example = new ArrayList<>();
      for (float[][] exit : rows) {
        example.add(exit[i]);
      }
      correct += decision.label(example) == batch.labels()[i] ? 1 : 0;
    }
    return correct;
  }

  /** A [size, classes] tensor as rows. */
  public static float[][] rows(NDArray logits) {
    int columns = (int) logits.getShape().get(1);
    float[] flat = logits.toFloatArray();
    float[][] rows = new float[flat.length / columns][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(flat, i * columns, (i + 1) * columns);
    }
    return rows;
  }
}
