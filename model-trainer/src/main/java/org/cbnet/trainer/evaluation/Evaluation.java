package org.cbnet.trainer.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;

/**
 * Measures networks on the same frames through the very strategies that agents run: accuracy on
 * every frame, then latency in interleaved blocks.
 */
public final class Evaluation {
  private static final String BASELINE = "lenet";

  private final List<Frame> frames;
  private final int rounds;
  private final long seed;
  private final EvaluationListener listener;

  /**
   * @param rounds of the latency measurement
   * @param seed of the order of networks and of the bootstrap
   */
  public Evaluation(List<Frame> frames, int rounds, long seed, EvaluationListener listener) {
    this.frames = List.copyOf(frames);
    this.rounds = rounds;
    this.seed = seed;
    this.listener = listener;
  }

  /** Runs all networks. */
  public EvaluationReport run(String dataset, List<OpenBundle> bundles) {
    List<Accuracy> accuracies = bundles.stream().map(this::accuracy).toList();
    List<InferenceStrategy> strategies = bundles.stream().map(OpenBundle::strategy).toList();
    LatencyRounds measurement = new LatencyRounds(frames, rounds, seed);
    List<Latency> latencies =
        measurement.measure(
            strategies, done -> listener.progress("latency", done, measurement.total()));
    Latency baseline = baseline(bundles, latencies);
    List<ModelFigures> models = new ArrayList<>();
    for (int i = 0; i < bundles.size(); i++) {
      models.add(figures(bundles.get(i), accuracies.get(i), latencies.get(i), baseline));
    }
    return new EvaluationReport(dataset, frames.size(), models);
  }

  private Accuracy accuracy(OpenBundle bundle) {
    int[] done = {0};
    Accuracy accuracy =
        Accuracy.measure(
            bundle.strategy(),
            frames,
            () -> listener.progress("accuracy of " + bundle.name(), ++done[0], frames.size()));
    if (accuracy.failed() > 0) {
      listener.note(
          "%s gave no label for %d of %d frames; they count as wrong"
              .formatted(bundle.name(), accuracy.failed(), accuracy.frames()));
    }
    return accuracy;
  }

  private Latency baseline(List<OpenBundle> bundles, List<Latency> latencies) {
    for (int i = 0; i < bundles.size(); i++) {
      if (bundles.get(i).name().equals(BASELINE)) {
        return latencies.get(i);
      }
    }
    listener.note(BASELINE + " is not among the networks: no speed-ups");
    return null;
  }

  private ModelFigures figures(
      OpenBundle bundle, Accuracy accuracy, Latency latency, Latency baseline) {
    LatencyFigures figures = latency.figures();
    return new ModelFigures(
        bundle.name(),
        accuracy.share(),
        accuracy.share(),
        accuracy.interval(),
        List.of(bundle.seed(accuracy.share())),
        figures,
        baseline == null ? null : Ratio.of(baseline.medians(), latency.medians(), seed),
        baseline == null ? null : Ratio.of(baseline.means(), latency.means(), seed),
        1e6 / figures.mean(),
        bundle.manifest().cost().macs(),
        bundle.manifest().cost().parameters(),
        bundle.bundle().graphBytes(),
        bundle.hasExits() ? accuracy.earlyShare() : null,
        bundle.manifest().imageComputed());
  }
}
