package org.cbnet.trainer.training;

import java.util.List;
import org.cbnet.trainer.network.Weights;

/**
 * A training after one of its epochs: what going on from here needs to end as if it had never
 * stopped.
 *
 * @param reports of the epochs done
 * @param weights after the last of them
 * @param moments of the optimizer
 * @param best weights of the best epoch so far
 */
public record Checkpoint(
    List<EpochReport> reports, Weights weights, Weights moments, Weights best) {
  public Checkpoint {
    reports = List.copyOf(reports);
    if (reports.isEmpty()) {
      throw new IllegalArgumentException("a checkpoint has at least one epoch");
    }
  }
}
