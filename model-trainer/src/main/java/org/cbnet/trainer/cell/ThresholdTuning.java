package org.cbnet.trainer.cell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.cbnet.trainer.bundle.ExitAnswers;
import org.cbnet.trainer.recipe.TrainingData;

/**
 * Chooses BranchyNet's threshold and exit weights for speed: the lowest mean latency among those
 * whose validation accuracy is at most 0.2 point below {@code lenet}'s.
 *
 * <p>Every candidate has the same two graphs, so its mean latency falls as its exit ratio rises,
 * and the highest ratio is the lowest latency on any machine.
 */
final class ThresholdTuning {
  static final double TOLERANCE = 0.002;
  private static final int THRESHOLDS = 46;

  private final TrainingData data;
  private final Path folder;

  ThresholdTuning(TrainingData data, Path folder) {
    this.data = data;
    this.folder = folder;
  }

  /**
   * What was chosen.
   *
   * @param accuracy on validation images, mean over seeds
   * @param exitRatio on validation images, mean over seeds
   * @param median of the seeds at this threshold
   */
  record Choice(
      Candidate candidate,
      double thresholdNats,
      double accuracy,
      double exitRatio,
      CellLine median) {}

  /** Tries every threshold on every candidate; if none is accurate enough the most accurate. */
  Choice tune(List<Candidate> candidates, double lenetAccuracy) throws IOException {
    List<Choice> choices = new ArrayList<>();
    for (Candidate candidate : candidates) {
      List<ExitAnswers> seeds = new ArrayList<>();
      for (CellLine line : candidate.lines()) {
        seeds.add(ExitAnswers.of(folder.resolve(line.folder()), data));
      }
      for (double threshold : thresholds()) {
        choices.add(choice(candidate, seeds, threshold));
      }
    }
    List<Choice> accurate =
        choices.stream().filter(one -> one.accuracy() >= lenetAccuracy - TOLERANCE).toList();
    return accurate.isEmpty()
        ? choices.stream().max(Comparator.comparingDouble(Choice::accuracy)).orElseThrow()
        : accurate.stream().max(Comparator.comparingDouble(Choice::exitRatio)).orElseThrow();
  }

  private static Choice choice(Candidate candidate, List<ExitAnswers> seeds, double threshold) {
    double ratio = 0;
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < seeds.size(); i++) {
      ratio += seeds.get(i).exitRatio(threshold) / seeds.size();
      order.add(i);
    }
    order.sort(Comparator.comparingDouble(i -> seeds.get(i).accuracy(threshold)));
    double accuracy =
        seeds.stream().mapToDouble(one -> one.accuracy(threshold)).average().orElseThrow();
    CellLine median = candidate.lines().get(order.get((order.size() - 1) / 2));
    return new Choice(candidate, threshold, accuracy, ratio, median);
  }

  // 0.001 nats to the largest possible entropy of ten classes, in equal ratios, to three digits.
  private static List<Double> thresholds() {
    List<Double> thresholds = new ArrayList<>();
    double least = 1e-3;
    double most = Math.log(10);
    for (int i = 0; i < THRESHOLDS; i++) {
      double value = least * Math.pow(most / least, (double) i / (THRESHOLDS - 1));
      double digits = Math.pow(10, 2 - Math.floor(Math.log10(value)));
      thresholds.add(Math.round(value * digits) / digits);
    }
    return thresholds;
  }
}
