package org.cbnet.trainer.evaluation.report;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.cbnet.inference.bundle.BundleManifest;
import org.cbnet.trainer.evaluation.OpenBundle;
import org.cbnet.trainer.evaluation.Samples;
import org.cbnet.trainer.evaluation.accuracy.AccuracyDifference;
import org.cbnet.trainer.evaluation.accuracy.Answers;
import org.cbnet.trainer.evaluation.accuracy.Calibration;
import org.cbnet.trainer.evaluation.accuracy.ClassFigures;
import org.cbnet.trainer.evaluation.accuracy.DifficultyFigures;
import org.cbnet.trainer.evaluation.accuracy.SeedAnswers;
import org.cbnet.trainer.evaluation.judge.ConversionFigures;
import org.cbnet.trainer.evaluation.latency.Latency;
import org.cbnet.trainer.evaluation.latency.Measured;

/**
 * Everything that was found of one network.
 *
 * @param bundle as shipped
 * @param answers to the test frames; null where only its latency is of interest
 * @param seeds its trainings; empty without answers
 * @param conversions a judge each
 * @param measured latency and throughput
 */
record ModelRow(
    OpenBundle bundle,
    Answers answers,
    List<SeedAnswers> seeds,
    List<ConversionFigures> conversions,
    Measured measured) {

  /**
   * Puts the figures together.
   *
   * @param baseline latency of the network that all are compared with, or null
   * @param hard frames, or null where nothing tells them
   * @param seed of the bootstrap
   */
  ModelFigures figures(Latency baseline, BitSet hard, long seed) throws IOException {
    BundleManifest manifest = bundle.manifest();
    boolean shown = answers != null;
    double[] accuracies = seeds.stream().mapToDouble(one -> one.figures().accuracy()).toArray();
    Latency latency = measured.latency();
    return new ModelFigures(
        bundle.name(),
        bundle.provenance().label().orElse(null),
        bundle.provenance().variant().orElse(null),
        bundle.bundle().hash(),
        shown ? answers.accuracy() : null,
        shown ? new Samples(accuracies).mean() : null,
        deviation(accuracies),
        shown ? answers.interval() : null,
        seeds.stream().map(SeedAnswers::figures).toList(),
        latency.figures(),
        baseline == null ? null : baseline.speedupOf(latency, seed).acrossRuns(),
        baseline == null ? null : baseline.meanSpeedupOf(latency, seed).acrossRuns(),
        baseline == null ? List.of() : baseline.speedupsByProcess(latency),
        measured.throughputPerSecond(),
        manifest.cost().macs(),
        manifest.cost().parameters(),
        bundle.bundle().graphBytes(),
        shown && bundle.hasExits() ? answers.earlyShare() : null,
        manifest.imageComputed(),
        shown && hard != null ? DifficultyFigures.of(answers, hard) : null,
        conversions,
        shown && !bundle.provenance().scoresOnly() ? Calibration.of(answers) : null,
        shown ? ClassFigures.of(answers, manifest.classes()) : List.of(),
        Variants.of(bundle.bundle()));
  }

  /**
   * This network against another, both with answers.
   *
   * @param hard frames, or null where nothing tells them
   */
  Comparison against(ModelRow other, BitSet hard, long seed) {
    BitSet all = new BitSet();
    all.set(0, answers.frames());
    return new Comparison(
        bundle.name(),
        other.bundle.name(),
        AccuracyDifference.of(right(), other.right(), pairedWith(other), all, seed),
        hard == null || hard.isEmpty()
            ? null
            : AccuracyDifference.of(right(), other.right(), pairedWith(other), hard, seed),
        other.measured.latency().speedupOf(measured.latency(), seed).acrossRuns(),
        other.measured.latency().meanSpeedupOf(measured.latency(), seed).acrossRuns());
  }

  private boolean pairedWith(ModelRow other) {
    return !numbers().contains(null) && numbers().equals(other.numbers());
  }

  private List<Long> numbers() {
    return seeds.stream().map(one -> one.figures().seed()).collect(Collectors.toList());
  }

  private List<BitSet> right() {
    return seeds.stream().map(SeedAnswers::right).toList();
  }

  private static Double deviation(double[] accuracies) {
    return accuracies.length < 2 ? null : new Samples(accuracies).deviation().orElseThrow();
  }
}
