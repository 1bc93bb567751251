package org.cbnet.cloud;

import java.time.Clock;
import java.util.concurrent.Callable;
import org.cbnet.cloud.offload.OffloadApp;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cloud offload}: computes the rest of devices' inferences until it is told to stop. */
@Command(
    name = "offload",
    description = "Computes what devices leave to the cloud, until SIGTERM or SIGINT.",
    footer = {
      "",
      "Prints 'offload ready URL' on standard output once it answers over Kafka and HTTP/2; logs"
          + " go",
      "to standard error. Bundles are looked for below the folders of offload.bundles.",
      "",
      "Examples:",
      "  cbnet cloud offload",
      "  CBNET_OFFLOAD_BUNDLES=/srv/bundles,models cbnet cloud offload",
      "  CBNET_OFFLOAD_PORT=0 cbnet cloud offload --config cloud.yaml"
    })
final class OffloadCommand implements Callable<Integer> {
  @Mixin private ConfigOption config;

  @Option(
      names = "--stop-with-stdin",
      description = "Stop when standard input ends, for a program that starts this one.")
  private boolean stopWithStdin;

  @Mixin HelpOption help;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    OffloadApp app = OffloadApp.start(config.read(), Clock.systemUTC());
    Shutdown signals = Shutdown.on(app::close);
    int status = run(app);
    signals.release();
    return status;
  }

  private int run(OffloadApp app) throws InterruptedException {
    if (stopWithStdin) {
      StdinWatch.start(System.in, app::close);
    }
    if (app.awaitReady()) {
      spec.commandLine().getOut().println("offload ready " + app.address());
      spec.commandLine().getOut().flush();
    }
    boolean isInOrder = app.awaitStop();
    // Reading has ended; whoever began to close the rest is waited for.
    app.close();
    return isInOrder ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
