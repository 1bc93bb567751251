package org.cbnet.experiments.bench.method;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.cbnet.experiments.stack.ChildProcess;
import org.cbnet.experiments.stack.LocalStack;

/** A {@link MethodWorkerCommand} as its parent sees it; it ends with its stack. For one thread. */
final class Worker {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ChildProcess process;

  /** Starts a process; its first answer comes once it is warm. */
  Worker(LocalStack stack, Path bundle, int warmUpRounds) throws IOException {
    this.process =
        stack.startExperiment(
            "worker",
            List.of(
                "bench",
                "method-worker",
                "--bundle=" + bundle.toAbsolutePath(),
                "--warm-up=" + warmUpRounds));
  }

  void awaitReady() throws IOException, InterruptedException {
    process.awaitLine("ready", PATIENCE);
  }

  /** Opens an arm for each slowdown, in place of those that are open. */
  void open(long seed, double[] slowdowns) throws IOException, InterruptedException {
    process.send(
        Arrays.stream(slowdowns)
            .mapToObj(Double::toString)
            .collect(Collectors.joining(" ", "open %d ".formatted(seed), "")));
    process.awaitLine("opened", PATIENCE);
  }

  /** Microseconds by round and arm. */
  double[][] rounds(int from, int count, long seed) throws IOException, InterruptedException {
    process.send("rounds %d %d %d".formatted(from, count, seed));
    double[][] rounds = new double[count][];
    for (int round = 0; round < count; round++) {
      rounds[round] =
          Arrays.stream(process.awaitLine("round", PATIENCE).split(" "))
              .mapToDouble(Double::parseDouble)
              .toArray();
    }
    return rounds;
  }

  /** Microseconds of one arm's turn. */
  double turn(int arm, int round) throws IOException, InterruptedException {
    process.send("turn %d %d".formatted(arm, round));
    return Double.parseDouble(process.awaitLine("turn", PATIENCE));
  }
}
