package org.cbnet.experiments.experiment;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.InstantSource;
import org.apache.kafka.common.KafkaException;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.execution.DeviceRunner;
import org.cbnet.experiments.execution.RunFolder;
import org.cbnet.experiments.execution.RunLock;
import org.cbnet.experiments.execution.Runner;
import org.cbnet.experiments.stack.JavaLauncher;
import org.cbnet.experiments.stack.LocalStack;
import picocli.CommandLine.Model.CommandSpec;

/** A run on its way to its end, whatever comes between. */
final class Running {
  private final RunFolder run;
  private final Definition definition;
  private final RunOptions options;
  private final DeviceOptions devices;
  private final CommandSpec spec;
  private final InstantSource clock;
  private volatile boolean interrupted;

  Running(
      RunFolder run,
      Definition definition,
      RunOptions options,
      DeviceOptions devices,
      CommandSpec spec,
      InstantSource clock) {
    this.run = run;
    this.definition = definition;
    this.options = options;
    this.devices = devices;
    this.spec = spec;
    this.clock = clock;
  }

  /** Does what is left, and reports; answers the exit code. */
  int finish() throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    RunLock lock = RunLock.take(run);
    try {
      return (definition.steersDevices() ? measureDevices(err) : measure(err))
          ? new RunReport(run, definition).write(spec.commandLine().getOut(), options.json())
          : 1;
    } finally {
      lock.close();
    }
  }

  private boolean measureDevices(PrintWriter err) throws IOException, InterruptedException {
    DeviceRunner runner = devices.runner(definition, run, options.models(), err, clock);
    Thread abort =
        new Thread(
            () -> {
              interrupted = true;
              runner.letGo();
              tellHowToGoOn(err);
            },
            "experiment-abort");
    Runtime.getRuntime().addShutdownHook(abort);
    try {
      runner.run();
      return true;
    } catch (IOException | KafkaException | IllegalStateException e) {
      if (!interrupted) {
        err.println("experiment: " + e.getMessage());
        tellHowToGoOn(err);
      }
      return false;
    } finally {
      removeHook(abort);
    }
  }

  private boolean measure(PrintWriter err) throws IOException, InterruptedException {
    LocalStack stack =
        new LocalStack(
            Files.createTempDirectory("cbnet-experiment-"), JavaLauncher.ofThisProcess());
    Thread abort = new Thread(() -> abandon(stack), "experiment-abort");
    Runtime.getRuntime().addShutdownHook(abort);
    try {
      new Runner(definition, run, options.dataSets(), options.models(), err, clock).run(stack);
      stack.close();
      stack.deleteFiles();
      return true;
    } catch (IOException | KafkaException | IllegalStateException e) {
      if (!interrupted) {
        err.println("experiment: " + e.getMessage());
        err.println("logs are kept in " + stack.folder());
        tellHowToGoOn(err);
      }
      stack.kill();
      return false;
    } finally {
      removeHook(abort);
    }
  }

  private void tellHowToGoOn(PrintWriter err) {
    err.printf("what is done is kept: ./cbnet experiment resume %s%n", run.folder());
    err.flush();
  }

  private void abandon(LocalStack stack) {
    interrupted = true;
    stack.kill();
    tellHowToGoOn(spec.commandLine().getErr());
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
