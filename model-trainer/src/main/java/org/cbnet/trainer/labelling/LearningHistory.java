package org.cbnet.trainer.labelling;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import org.cbnet.trainer.torch.TorchNetwork;
import org.cbnet.trainer.training.Accuracy;
import org.cbnet.trainer.training.Decision;
import org.cbnet.trainer.training.Examples;
import org.cbnet.trainer.training.Logits;
import org.cbnet.trainer.training.Minibatch;
import org.cbnet.trainer.training.Objective;

/**
 * Watches a training: for each image, when it was first classified rightly, how often it was
 * forgotten again (Toneva et al., ICLR 2019: wrong in the batch after having been right), and the
 * mean probability of its class (Swayamdipta et al., EMNLP 2020).
 */
final class LearningHistory implements Objective {
  private final Objective watched;
  private final int[] seen;
  private final int[] firstRight;
  private final int[] forgotten;
  private final boolean[] right;
  private final double[] confidence;

  LearningHistory(Objective watched, int images) {
    this.watched = watched;
    this.seen = new int[images];
    this.firstRight = new int[images];
    this.forgotten = new int[images];
    this.right = new boolean[images];
    this.confidence = new double[images];
  }

  @Override
  public List<String> trained() {
    return watched.trained();
  }

  @Override
  public Result evaluate(TorchNetwork network, Minibatch batch, NDManager manager) {
    Result result = watched.evaluate(network, batch, manager);
    float[][] rows = Accuracy.rows(result.logits().get(result.logits().size() - 1));
    for (int i = 0; i < rows.length; i++) {
      note(batch.position(i), rows[i], batch.labels()[i]);
    }
    return result;
  }

  @Override
  public NDList logits(TorchNetwork network, Minibatch batch, NDManager manager) {
    return watched.logits(network, batch, manager);
  }

  @Override
  public Decision decision() {
    return watched.decision();
  }

  /** Notes an answer, in the order in which they come. */
  void note(int position, float[] logits, int label) {
    boolean now = Logits.argMax(logits) == label;
    seen[position]++;
    if (now && firstRight[position] == 0) {
      firstRight[position] = seen[position];
    }
    if (!now && right[position]) {
      forgotten[position]++;
    }
    right[position] = now;
    confidence[position] += Math.exp(Logits.logProbability(logits, label, 1));
  }

  /**
   * The labels that follow: easy is what was right from one of the first epochs on and never
   * forgotten. The score goes by how often it was forgotten, then by when it was learnt, then by
   * the mean probability; what was never learnt is hardest.
   *
   * @param early epochs within which an easy image is learnt
   */
  Difficulty difficulty(int early) {
    int epochs = Arrays.stream(seen).max().orElse(0);
    double[] scores = new double[seen.length];
    boolean[] hard = new boolean[seen.length];
    for (int i = 0; i < seen.length; i++) {
      boolean learnt = firstRight[i] > 0;
      int first = learnt ? firstRight[i] : epochs;
      int lost = learnt ? forgotten[i] : epochs;
      scores[i] = lost * (epochs + 1.0) + first + 1 - confidence[i] / Math.max(1, seen[i]);
      hard[i] = !learnt || lost > 0 || first > early;
    }
    return new Difficulty(scores, right, hard);
  }

  /** Whether all examples were seen. */
  boolean covers(Examples examples) {
    return seen.length == examples.size() && Arrays.stream(seen).allMatch(times -> times > 0);
  }
}
