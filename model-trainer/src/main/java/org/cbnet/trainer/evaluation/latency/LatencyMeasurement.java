package org.cbnet.trainer.evaluation.latency;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.cbnet.inference.Frame;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.trainer.evaluation.Samples;

/**
 * Measures subjects in interleaved blocks, in several fresh Java processes one after another: where
 * a process puts memory and what its compiler makes of the code changes latencies by more than a
 * long run in one process would tell.
 */
public final class LatencyMeasurement {
  private final List<String> command;
  private final Provider provider;
  private final LatencyPlan plan;

  /**
   * @param command starts a worker, see {@link WorkerCommand}
   * @param provider computes the graphs
   */
  public LatencyMeasurement(List<String> command, Provider provider, LatencyPlan plan) {
    this.command = List.copyOf(command);
    this.provider = provider;
    this.plan = plan;
  }

  /**
   * Runs all processes.
   *
   * @return one a subject, in the order given
   * @throws IOException where a process ends without a result; the message holds its last words
   */
  public List<Measured> measure(List<Subject> subjects, List<Frame> frames, WorkerListener listener)
      throws IOException {
    List<WorkerResult> results = new ArrayList<>();
    for (int jvm = 0; jvm < plan.jvms(); jvm++) {
      int before = jvm;
      String name = "%d of %d".formatted(jvm + 1, plan.jvms());
      try (WorkerProcess worker = new WorkerProcess(name, command)) {
        results.add(
            worker.measure(
                request(subjects, jvm),
                frames,
                (done, of) -> listener.progress(before * of + done, plan.jvms() * of)));
      }
    }
    List<Measured> measured = new ArrayList<>();
    for (int i = 0; i < subjects.size(); i++) {
      int subject = i;
      measured.add(
          new Measured(
              subjects.get(i),
              new Latency(results.stream().map(r -> r.inferences().get(subject)).toList()),
              throughput(results.stream().map(r -> r.batches().get(subject)).toList())));
    }
    return measured;
  }

  private WorkerRequest request(List<Subject> subjects, int jvm) {
    return new WorkerRequest(
        provider.id(),
        subjects,
        plan.warmUpRounds(),
        plan.roundsOf(jvm),
        plan.batchRoundsOf(jvm),
        plan.roundsBefore(jvm),
        plan.seed() + jvm);
  }

  private static Double throughput(List<double[][]> batches) {
    if (batches.stream().anyMatch(Objects::isNull)) {
      return null;
    }
    double[] medians =
        batches.stream()
            .flatMap(Arrays::stream)
            .mapToDouble(round -> new Samples(round).median())
            .toArray();
    return BatchGraph.BATCH * 1e6 / new Samples(medians).median();
  }
}
