package org.cbnet.experiments.bench.method;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Measures repetitions one after another, with sessions of their own. Processes are shared by some
 * repetitions, and dealt anew to each: which of them is in which cluster, and on which side, is
 * chance, so that repetitions are independent whatever the processes are like.
 */
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
    try {
      while (repetitions.size() < plan.repetitions()) {
        Path folder = Files.createTempDirectory(work, "pool");
        try (WorkerPool pool = WorkerPool.start(folder, plan)) {
          measure(pool, repetitions, random);
        }
      }
    } finally {
      Files.deleteIfExists(work);
    }
    return new MethodReport(plan, repetitions, (System.nanoTime() - start) / 1e9);
  }

  private void measure(WorkerPool pool, List<Repetition> repetitions, SplittableRandom random)
      throws IOException, InterruptedException {
    int end = Math.min(plan.repetitions(), repetitions.size() + plan.repetitionsOfAPool());
    while (repetitions.size() < end) {
      Form form = plan.form(repetitions.size());
      repetitions.add(
          Repetition.of(form, form.measure(pool, plan, random.split()), random.nextLong()));
      progress.accept(List.copyOf(repetitions));
    }
  }
}
