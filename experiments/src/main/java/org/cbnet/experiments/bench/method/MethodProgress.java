package org.cbnet.experiments.bench.method;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** A line now and then: how far it is, what was found so far, and how long it will take. */
final class MethodProgress implements Consumer<List<Repetition>> {
  private static final int LINES = 20;

  private final MethodPlan plan;
  private final PrintWriter err;
  private final long start = System.nanoTime();

  MethodProgress(MethodPlan plan, PrintWriter err) {
    this.plan = plan;
    this.err = err;
  }

  @Override
  public void accept(List<Repetition> done) {
    int every = Math.max(1, plan.repetitions() / LINES);
    if (done.size() % every != 0) {
      return;
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    err.printf(
        Locale.ROOT,
        "%d of %d repetitions, A/A rejected %d, planted found %d, 2 %% found %d; %.0f s left%n",
        done.size(),
        plan.repetitions(),
        done.stream().filter(Repetition::isSameRejected).count(),
        done.stream().filter(Repetition::isPlantedFound).count(),
        done.stream().filter(Repetition::isSmallFound).count(),
        seconds / done.size() * (plan.repetitions() - done.size()));
    err.flush();
  }
}
