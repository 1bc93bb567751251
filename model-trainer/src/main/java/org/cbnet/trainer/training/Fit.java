package org.cbnet.trainer.training;

import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.cbnet.trainer.network.NetworkDescription;
import org.cbnet.trainer.network.Weights;
import org.cbnet.trainer.torch.Torch;
import org.cbnet.trainer.torch.TorchNetwork;

/**
 * Trains a network: Adam with a cosine decay, best epoch by validation.
 *
 * <p>Every random draw comes from the seed, an epoch's from the seed and its number, and PyTorch
 * runs on one thread: the same seed on the same machine gives the same weights, whether the
 * training was stopped between epochs and resumed or not.
 */
public final class Fit {
  private final Schedule schedule;
  private final Seed seed;
  private final Checkpoints checkpoints;
  private final TrainingListener listener;

  public Fit(Schedule schedule, Seed seed, Checkpoints checkpoints, TrainingListener listener) {
    this.schedule = schedule;
    this.seed = seed;
    this.checkpoints = checkpoints;
    this.listener = listener;
  }

  /**
   * Trains from the weights given, or goes on from the latest checkpoint.
   *
   * @param validation only looked at, to choose the epoch
   */
  public Fitted run(
      NetworkDescription description,
      Weights start,
      Objective objective,
      Examples training,
      Examples validation) {
    Optional<Checkpoint> latest = checkpoints.latest(settings(objective));
    latest.ifPresent(found -> listener.resumed(schedule.epochs(), found.reports()));
    List<EpochReport> reports = new ArrayList<>(latest.map(Checkpoint::reports).orElse(List.of()));
    Weights best = latest.map(Checkpoint::best).orElse(start);
    Weights from = latest.map(Checkpoint::weights).orElse(start);
    try (TorchNetwork network = new TorchNetwork(description, from, objective.trained())) {
      Adam adam = new Adam(network, latest.map(Checkpoint::moments).orElse(Weights.of(Map.of())));
      for (int epoch = reports.size() + 1; epoch <= schedule.epochs(); epoch++) {
        EpochReport report = epoch(network, objective, training, validation, adam, epoch);
        reports.add(report);
        listener.epoch(schedule.epochs(), report);
        if (best(reports).epoch() == epoch) {
          best = network.weights();
        }
        checkpoints.save(
            settings(objective), new Checkpoint(reports, network.weights(), adam.moments(), best));
      }
    }
    return new Fitted(best, best(reports), reports);
  }

  private String settings(Objective objective) {
    return "%s %s seed %d".formatted(schedule, objective.getClass().getSimpleName(), seed.value());
  }

  // The latest of equals: it has settled more.
  private static EpochReport best(List<EpochReport> reports) {
    EpochReport best = reports.get(0);
    for (EpochReport report : reports) {
      if (report.validationAccuracy() >= best.validationAccuracy()) {
        best = report;
      }
    }
    return best;
  }

  private EpochReport epoch(
      TorchNetwork network,
      Objective objective,
      Examples training,
      Examples validation,
      Adam adam,
      int epoch) {
    RandomGenerator random = seed.ofEpoch(epoch);
    int[] order = training.shuffled(random);
    int steps = (order.length + schedule.batchSize() - 1) / schedule.batchSize();
    double loss = 0;
    int correct = 0;
    for (int step = 0; step < steps; step++) {
      int from = step * schedule.batchSize();
      int count = Math.min(schedule.batchSize(), order.length - from);
      Minibatch batch = training.batch(order, from, count, schedule.augmentation(), random);
      int overall = (epoch - 1) * steps + step + 1;
      float rate = schedule.rate(overall, steps * schedule.epochs());
      try (NDManager manager = network.newBatchManager()) {
        Objective.Result result = descend(network, objective, batch, manager);
        adam.step(network, overall, rate);
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
      TorchNetwork network, Objective objective, Minibatch batch, NDManager manager) {
    network.training(true);
    try (GradientCollector collector = Torch.newGradientCollector()) {
      Objective.Result result = objective.evaluate(network, batch, manager);
      collector.backward(result.loss());
      return result;
    } finally {
      network.training(false);
    }
  }

  // Nothing is learnt any more, and the best epoch before would hide it.
  private static float finite(float loss, int epoch, int step) {
    if (!Float.isFinite(loss)) {
      throw new DivergedException(epoch, step + 1, loss);
    }
    return loss;
  }
}
