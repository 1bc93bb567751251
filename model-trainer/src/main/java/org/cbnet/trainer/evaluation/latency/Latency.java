package org.cbnet.trainer.evaluation.latency;

import java.util.Arrays;
import java.util.List;
import org.cbnet.trainer.evaluation.Samples;

/** Measured latencies of one network, in microseconds, by process and round. */
public final class Latency {
  private final List<double[][]> processes;

  /**
   * @param processes one element a process: by round, then by inference
   */
  public Latency(List<double[][]> processes) {
    this.processes = List.copyOf(processes);
  }

  /** Over all measurements; for the ratio of two networks see {@link #speedupOf}. */
  public LatencyFigures figures() {
    Samples all =
        new Samples(
            processes.stream().flatMap(Arrays::stream).flatMapToDouble(Arrays::stream).toArray());
    Samples medians =
        new Samples(Arrays.stream(medians()).flatMapToDouble(Arrays::stream).toArray());
    return new LatencyFigures(
        all.median(),
        all.quantile(0.95),
        all.quantile(0.99),
        all.mean(),
        medians.quantile(0.1),
        medians.quantile(0.9));
  }

  /** How many times as fast as this another is, by the medians of each round. */
  public Ratio speedupOf(Latency other, long seed) {
    return Ratio.of(medians(), other.medians(), seed);
  }

  /** How many times as fast as this another is, by the means of each round. */
  public Ratio meanSpeedupOf(Latency other, long seed) {
    return Ratio.of(means(), other.means(), seed);
  }

  /** As {@link #speedupOf}, of each process alone. */
  public List<Double> speedupsByProcess(Latency other) {
    return Ratio.byProcess(medians(), other.medians());
  }

  double[][] medians() {
    return processes.stream().map(Latency::blockMedians).toArray(double[][]::new);
  }

  double[][] means() {
    return processes.stream()
        .map(
            rounds ->
                Arrays.stream(rounds).mapToDouble(block -> new Samples(block).mean()).toArray())
        .toArray(double[][]::new);
  }

  private static double[] blockMedians(double[][] rounds) {
    return Arrays.stream(rounds).mapToDouble(block -> new Samples(block).median()).toArray();
  }
}
