package org.cbnet.experiments.bench.method;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Measures repetitions one after another, each in processes of its own. */
final class MethodBench {
  private final MethodPlan plan;
  private final Consumer<List<Repetition>> progress;

  /**
   * @param progress told of all repetitions so far, after each
   */
  MethodBench(MethodPlan plan, Consumer<List<Repetition>> progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /**
   * Measures all.
   *
   * @param work existing folder for logs and what libraries unpack; removed at the end
   */
  MethodReport measure(Path work) throws IOException, InterruptedException {
    List<Repetition> repetitions = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(plan.seed());
    long start = System.nanoTime();
    try (WorkerPool workers = new WorkerPool(work, plan)) {
      for (int i = 0; i < plan.repetitions(); i++) {
        repetitions.add(repetition(plan.form(i), workers, random.split()));
        progress.accept(List.copyOf(repetitions));
      }
    }
    return new MethodReport(plan, repetitions, (System.nanoTime() - start) / 1e9);
  }

  private Repetition repetition(Form form, WorkerPool workers, SplittableRandom random)
      throws IOException, InterruptedException {
    Form.Source source = form.source(workers);
    List<Map<Comparison, Turns>> clusters = new ArrayList<>();
    for (int i = 0; i < plan.clusters(); i++) {
      clusters.add(source.cluster(random));
    }
    return Repetition.of(form, clusters, random.nextLong());
  }
}
