package org.cbnet.experiments.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.KafkaException;
import org.cbnet.experiments.stack.JavaLauncher;
import org.cbnet.experiments.stack.LocalStack;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.dataset.LabelledImages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the whole product on this machine and prints what the cloud found. */
@Command(
    name = "demo",
    description = "Runs broker, cloud and one agent a strategy, and prints the comparison.",
    footer = {
      "",
      "Downloads nothing: without a full data set (see ./cbnet data --help) it runs on the",
      "1,000 Fashion-MNIST test images shipped with the product.",
      "",
      "Exit codes: 0 done and everything adds up, 1 failed, 2 wrong usage or input.",
      "",
      "Examples:",
      "  ./cbnet demo",
      "  ./cbnet demo --frames 10000 --json demo.json",
      "  ./cbnet demo --strategies edge-full,cbnet --keep",
      "  ./cbnet demo --strategies edge-full,cbnet,cbnet@margin,cbnet-resnet@4x"
    })
public final class DemoCommand implements Callable<Integer> {
  private static final KnownDataSet DATA_SET = KnownDataSet.FASHION_MNIST;

  // Set by the launcher script: Java can tell of its standard output, not of its standard error.
  private static final String TERMINAL_PROPERTY = "cbnet.terminal";

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  @Option(
      names = "--frames",
      defaultValue = "1000",
      paramLabel = "N",
      description = "Test images, the first N (default: ${DEFAULT-VALUE}).")
  private int frames;

  @Option(
      names = "--strategies",
      split = ",",
      defaultValue = "edge-full,early-exit,cbnet-paper,cbnet",
      paramLabel = "NAME",
      description =
          "Strategies to compare, each by its name or by that of a bundle's folder"
              + " (default: ${DEFAULT-VALUE}).")
  private List<String> strategies;

  @Option(
      names = "--port",
      defaultValue = "8080",
      paramLabel = "PORT",
      description = "Port of the page on 127.0.0.1, 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--board",
      defaultValue = "rbp4b1.2-64",
      paramLabel = "KEY",
      description = "Board whose coefficient models the energy (default: ${DEFAULT-VALUE}).")
  private String board;

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = "Folder of trained bundles (default: the product's own).")
  private Path models;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Draws the order of turns (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--keep", description = "Leave broker, cloud and page running until Ctrl-C.")
  private boolean keep;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures there.")
  private Path json;

  private final Clock clock;
  private volatile boolean interrupted;

  /**
   * @param clock names the run
   */
  public DemoCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    Progress progress = new Progress(err, Boolean.getBoolean(TERMINAL_PROPERTY));
    try {
      DemoOptions options;
      LabelledImages images;
      try {
        options = options();
        images = DemoInputs.check(options, DATA_SET);
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), e.getMessage(), e);
      }
      progress.step("images: %s, from %s".formatted(images.dataSet(), images.origin()));
      if (!isFree(port)) {
        err.printf(
            "demo: port %d on 127.0.0.1 is in use: name another with --port, 0 for a free one%n",
            port);
        return 1;
      }
      LocalStack stack =
          new LocalStack(Files.createTempDirectory("cbnet-demo-"), JavaLauncher.ofThisProcess());
      return run(options, images, stack, progress);
    } catch (IOException e) {
      err.println("demo: " + e.getMessage());
      return 1;
    }
  }

  private int run(DemoOptions options, LabelledImages images, LocalStack stack, Progress progress)
      throws IOException, InterruptedException {
    Thread abort = new Thread(() -> abandon(stack), "demo-abort");
    Runtime.getRuntime().addShutdownHook(abort);
    String runId = "demo-%d".formatted(clock.millis());
    int exitCode = 1;
    try {
      DemoResult result =
          new Demo(options, DATA_SET.id(), runId, stack, progress).run(new Random(seed));
      exitCode = report(result, options, images);
      if (keep) {
        progress.step("left running until Ctrl-C: " + result.page());
        new CountDownLatch(1).await();
      }
      stack.close();
    } catch (IOException | KafkaException e) {
      if (!interrupted) {
        progress.step("demo: " + e.getMessage());
      }
      stack.kill();
    } finally {
      removeHook(abort);
    }
    if (exitCode == 0) {
      stack.deleteFiles();
    } else if (!interrupted) {
      progress.step("demo: logs are kept in " + stack.folder());
    }
    return exitCode;
  }

  private int report(DemoResult result, DemoOptions options, LabelledImages images)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.println();
    out.print(DemoTable.of(result));
    out.println("page: " + result.page() + (keep ? "" : " (stopped; --keep leaves it running)"));
    out.flush();
    if (json != null) {
      DemoReport.write(json, result, options, images.origin());
    }
    List<String> problems = result.problems();
    problems.forEach(problem -> spec.commandLine().getErr().println("demo: " + problem));
    return problems.isEmpty() ? 0 : 1;
  }

  private DemoOptions options() {
    Path folder = models == null ? JavaLauncher.home().resolve("models") : models;
    if (json != null && Files.isDirectory(json)) {
      throw new IllegalArgumentException("--json %s is a folder: name a file".formatted(json));
    }
    return new DemoOptions(frames, strategies, port, board, folder, seed);
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private void abandon(LocalStack stack) {
    interrupted = true;
    stack.kill();
    try {
      stack.deleteFiles();
    } catch (IOException e) {
      // The temporary folder stays: nothing else depends on it.
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // Already shutting down: the hook does the rest.
    }
  }
}
