package org.cbnet.trainer.evaluation.report;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.cbnet.inference.Frame;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.trainer.evaluation.accuracy.HardLabelling;
import org.cbnet.trainer.evaluation.accuracy.TrainedCells;
import org.cbnet.trainer.evaluation.judge.Judge;
import org.cbnet.trainer.evaluation.latency.LatencyPlan;

/**
 * What an evaluation measures with.
 *
 * @param dataset name of the data set
 * @param frames test images
 * @param wholeTestSet whether these are all there are
 * @param provider computes the graphs
 * @param plan of the latency measurement
 * @param workerCommand starts a process that measures latency
 * @param cells trained cells of the data set
 * @param labelling tells hard frames from easy ones
 * @param judges of converted images
 * @param clock tells when it starts
 */
public record EvaluationSetup(
    String dataset,
    List<Frame> frames,
    boolean wholeTestSet,
    Provider provider,
    LatencyPlan plan,
    List<String> workerCommand,
    TrainedCells cells,
    Optional<HardLabelling> labelling,
    List<Judge> judges,
    Clock clock) {
  public EvaluationSetup {
    frames = List.copyOf(frames);
    judges = List.copyOf(judges);
    workerCommand = List.copyOf(workerCommand);
  }

  /** Whether it is enough for a claim: the plan of latency, and all test images. */
  boolean enoughForClaims() {
    return wholeTestSet && plan.enoughForClaims();
  }
}
