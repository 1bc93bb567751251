package org.cbnet.experiments.bench.stream;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import org.cbnet.experiments.fleet.FleetPlan;
import org.cbnet.experiments.stack.JavaLauncher;
import org.cbnet.experiments.stack.LocalStack;

/** A broker with fresh topics, for one set of contents; its files go with it. */
final class Stage implements AutoCloseable {
  private final LocalStack stack;
  private final String bootstrapServers;
  private final StreamSizes sizes;
  private final PrintWriter progress;
  private final Clock clock;
  // Ctrl-C leaves neither processes nor gigabytes behind.
  private final Thread onSignal = new Thread(this::abandon, "stage-abandon");

  Stage(Path folder, StreamSizes sizes, PrintWriter progress, Clock clock)
      throws IOException, InterruptedException {
    this.stack = new LocalStack(folder, JavaLauncher.ofThisProcess());
    this.sizes = sizes;
    this.progress = progress;
    this.clock = clock;
    Runtime.getRuntime().addShutdownHook(onSignal);
    try {
      this.bootstrapServers = stack.startBroker(0, true).address();
    } catch (IOException | InterruptedException e) {
      stack.close();
      throw e;
    }
  }

  LocalStack stack() {
    return stack;
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  /** Puts a fleet's results on the topics. */
  Backlog load(FleetPlan plan, long results) throws IOException {
    say("loading %,d results of %,d devices", results, plan.devices());
    long start = System.nanoTime();
    Backlog backlog = Backlog.load(bootstrapServers, plan, results, clock);
    say(
        "loaded within %.0f s, %s of event time",
        (System.nanoTime() - start) / 1e9, backlog.span());
    return backlog;
  }

  Race race(Backlog backlog) {
    return new Race(stack, bootstrapServers, backlog, sizes, progress);
  }

  void say(String format, Object... values) {
    progress.printf(Locale.ROOT, "  " + format + "%n", values);
    progress.flush();
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
      say("files are left: %s", e.getMessage());
    }
  }
}
