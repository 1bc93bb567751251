package org.cbnet.trainer.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.torch.Torch;
import org.cbnet.trainer.torch.TorchNetwork;

/**
 * Trains a network: Adam (Kingma and Ba 2015) with a cosine decay, best epoch by validation.
 *
 * <p>Every random draw comes from the generator given, and PyTorch runs on one thread: the same
 * seed on the same machine gives the same weights.
 */
public final class Fit {
  private final Schedule schedule;
  private final RandomGenerator random;
  private final TrainingListener listener;

  public Fit(Schedule schedule, RandomGenerator random, TrainingListener listener) {
    this.schedule = schedule;
    this.random = random;
    this.listener = listener;
  }

  /**
   * Trains from the weights given.
   *
   * @param validation only looked at, to choose the epoch
   */
  public Fitted run(
      NetworkDescription description,
      Weights start,
      Objective objective,
      Examples training,
      Examples validation) {
    int steps = (training.size() + schedule.batchSize() - 1) / schedule.batchSize();
    Optimizer adam = adam(steps * schedule.epochs());
    List<EpochReport> reports = new ArrayList<>();
    Weights bestWeights = start;
    EpochReport best = null;
    try (TorchNetwork network = new TorchNetwork(description, start, objective.trained())) {
      for (int epoch = 1; epoch <= schedule.epochs(); epoch++) {
        EpochReport report = epoch(network, objective, training, validation, adam, epoch);
        reports.add(report);
        listener.epoch(schedule.epochs(), report);
        if (best == null || report.validationAccuracy() >= best.validationAccuracy()) {
          best = report;
          bestWeights = network.weights();
        }
      }
    }
    return new Fitted(bestWeights, best, reports);
  }

  private EpochReport epoch(
      TorchNetwork network,
      Objective objective,
      Examples training,
      Examples validation,
      Optimizer adam,
      int epoch) {
    int[] order = training.shuffled(random);
    int steps = (order.length + schedule.batchSize() - 1) / schedule.batchSize();
    double loss = 0;
    int correct = 0;
    for (int step = 0; step < steps; step++) {
      int from = step * schedule.batchSize();
      int count = Math.min(schedule.batchSize(), order.length - from);
      Minibatch batch = training.batch(order, from, count, schedule.augmentation(), random);
      try (NDManager manager = network.newBatchManager()) {
        Objective.Result result = descend(network, objective, batch, manager, adam);
        loss += finite(result.loss().getFloat(), epoch, step) * count;
        correct += Accuracy.correct(result.logits(), batch, objective.decision());
      }
      listener.step(epoch, schedule.epochs(), step + 1, steps);
    }
    return new EpochReport(
        epoch,
        loss / order.length,
        (double) correct / order.length,
        Accuracy.of(network, objective, validation));
  }

  private static Objective.Result descend(
      TorchNetwork network,
      Objective objective,
      Minibatch batch,
      NDManager manager,
      Optimizer adam) {
    Objective.Result result;
    try (GradientCollector collector = Torch.newGradientCollector()) {
      result = objective.evaluate(network, batch, manager);
      collector.backward(result.loss());
    }
    network.forEachTrained(
        (name, parameter) -> {
          // The update also sets the gradient back to 0.
          try (NDArray gradient = parameter.getGradient()) {
            adam.update(name, parameter, gradient);
          }
        });
    return result;
  }

  // Nothing is learnt any more, and the best epoch before would hide it.
  private static float finite(float loss, int epoch, int step) {
    if (!Float.isFinite(loss)) {
      throw new DivergedException(epoch, step + 1, loss);
    }
    return loss;
  }

  private Optimizer adam(int steps) {
    return Optimizer.adam()
        .optLearningRateTracker((name, step) -> schedule.rate(step, steps))
        .build();
  }
}
