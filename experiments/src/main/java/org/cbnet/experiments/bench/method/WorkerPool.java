package org.cbnet.experiments.bench.method;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.cbnet.experiments.stack.JavaLauncher;
import org.cbnet.experiments.stack.LocalStack;

/** Starts worker processes; none outlives it, and its folder goes with it. */
final class WorkerPool implements AutoCloseable {
  private final LocalStack stack;
  private final MethodPlan plan;
  // Ctrl-C leaves neither processes nor files behind.
  private final Thread onSignal = new Thread(this::abandon, "workers-abandon");

  /**
   * @param folder for logs, and for what libraries unpack
   */
  WorkerPool(Path folder, MethodPlan plan) {
    this.stack = new LocalStack(folder, JavaLauncher.ofThisProcess());
    this.plan = plan;
    Runtime.getRuntime().addShutdownHook(onSignal);
  }

  MethodPlan plan() {
    return plan;
  }

  /** One process whose first arm is the baseline, the others those of the comparisons. */
  Worker all() throws IOException {
    double[] slowdowns = new double[1 + Comparison.values().length];
    System.arraycopy(slowdowns(), 0, slowdowns, 1, slowdowns.length - 1);
    return start(slowdowns);
  }

  /** A process with a baseline for each comparison, as its opposite has an arm for each. */
  Worker baselines() throws IOException {
    return start(new double[Comparison.values().length]);
  }

  /** A process with the arms of the comparisons. */
  Worker arms() throws IOException {
    return start(slowdowns());
  }

  @Override
  public void close() throws IOException {
    stack.close();
    stack.deleteFiles();
    try {
      Runtime.getRuntime().removeShutdownHook(onSignal);
    } catch (IllegalStateException e) {
      // The program is ending, so the hook runs already.
    }
  }

  private Worker start(double[] slowdowns) throws IOException {
    return new Worker(stack, plan.bundle(), slowdowns, plan.warmUpRounds());
  }

  private double[] slowdowns() {
    return Arrays.stream(Comparison.values())
        .mapToDouble(each -> each.slowdown(plan.plantedShare()))
        .toArray();
  }

  private void abandon() {
    stack.kill();
    try {
      stack.deleteFiles();
    } catch (IOException e) {
      // What is left is in the system's folder for temporary files.
    }
  }
}
