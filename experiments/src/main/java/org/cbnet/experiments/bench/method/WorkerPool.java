package org.cbnet.experiments.bench.method;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.cbnet.experiments.stack.JavaLauncher;
import org.cbnet.experiments.stack.LocalStack;

/** Worker processes that wait for their turns; none outlives it, and its folder goes with it. */
final class WorkerPool implements AutoCloseable {
  private final LocalStack stack;
  private final List<Worker> workers = new ArrayList<>();
  // Ctrl-C leaves neither processes nor files behind.
  private final Thread onSignal = new Thread(this::abandon, "workers-abandon");

  private WorkerPool(Path folder) {
    this.stack = new LocalStack(folder, JavaLauncher.ofThisProcess());
    Runtime.getRuntime().addShutdownHook(onSignal);
  }

  /**
   * Starts all processes; returns when all are warm.
   *
   * @param folder for logs, and for what libraries unpack
   */
  static WorkerPool start(Path folder, MethodPlan plan) throws IOException, InterruptedException {
    WorkerPool pool = new WorkerPool(folder);
    try {
      for (int i = 0; i < plan.processes(); i++) {
        pool.workers.add(new Worker(pool.stack, plan.bundle(), plan.warmUpRounds()));
      }
      for (Worker worker : pool.workers) {
        worker.awaitReady();
      }
      return pool;
    } catch (IOException | InterruptedException | RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /** So many processes, in a random order. */
  List<Worker> draw(int count, RandomGenerator random) {
    List<Worker> drawn = new ArrayList<>(workers);
    Collections.shuffle(drawn, new Random(random.nextLong()));
    return drawn.subList(0, count);
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

  private void abandon() {
    stack.kill();
    try {
      stack.deleteFiles();
    } catch (IOException e) {
      // What is left is in the system's folder for temporary files.
    }
  }
}
