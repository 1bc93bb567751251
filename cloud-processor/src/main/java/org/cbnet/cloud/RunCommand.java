package org.cbnet.cloud;

import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cloud run}: processes and answers until it is told to stop. */
@Command(
    name = "run",
    description = "Processes and answers queries until SIGTERM or SIGINT.",
    footer = {
      "",
      "Prints 'cloud ready URL' on standard output once it answers; logs go to standard error.",
      "",
      "Examples:",
      "  cbnet cloud run",
      "  cbnet cloud run --config cloud.yaml",
      "  CBNET_KAFKA_BOOTSTRAP_SERVERS=broker:9092 cbnet cloud run"
    })
final class RunCommand implements Callable<Integer> {
  @Mixin private ConfigOption config;

  @Option(
      names = "--stop-with-stdin",
      description = "Stop when standard input ends, for a program that starts this one.")
  private boolean stopWithStdin;

  @Mixin HelpOption help;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    // Kafka Streams formats a number for its log, wanted or not, for every record and every input
    // partition without one (PartitionGroup.readyToProcess). Java looks the digits of any other
    // country up each time, which was 6 % of all the work.
    Locale.setDefault(Locale.Category.FORMAT, Locale.US);
    CloudApp app = CloudApp.start(config.read(), Clock.systemUTC());
    Shutdown signals = Shutdown.on(app::close);
    int status = run(app);
    signals.release();
    return status;
  }

  private int run(CloudApp app) throws InterruptedException {
    if (stopWithStdin) {
      StdinWatch.start(System.in, app::close);
    }
    if (app.awaitReady()) {
      spec.commandLine().getOut().println("cloud ready " + app.address());
      spec.commandLine().getOut().flush();
    }
    boolean isInOrder = app.awaitStop();
    // Processing has ended; whoever began to close the rest is waited for.
    app.close();
    return isInOrder ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
