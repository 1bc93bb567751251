package org.cbnet.trainer.training;

import java.util.List;
import org.cbnet.trainer.network.Weights;

/**
 * The outcome of a training.
 *
 * @param weights of the best epoch by validation accuracy, the latest of equals: it has settled
 *     more
 * @param best that epoch
 * @param epochs all of them
 */
public record Fitted(Weights weights, EpochReport best, List<EpochReport> epochs) {
  public Fitted {
    epochs = List.copyOf(epochs);
  }
}
