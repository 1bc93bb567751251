package org.cbnet.experiments.experiment;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.execution.ControlClient;
import org.cbnet.experiments.execution.DeviceRunner;
import org.cbnet.experiments.execution.RunFolder;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where a run on devices elsewhere finds them. */
final class DeviceOptions {
  @Option(
      names = "--cloud",
      paramLabel = "URL",
      description = "Cloud that steers the definition's agents.")
  private URI cloud;

  @Option(
      names = "--brokers",
      paramLabel = "HOST:PORT[,...]",
      description = "Kafka brokers of that cloud, from which rows are read.")
  private String brokers;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Has the token of an operator of that cloud, where it needs one.")
  private Path tokenFile;

  /** Refuses a definition that needs them without them, and the other way round. */
  void check(Definition definition, CommandSpec spec) {
    if (definition.steersDevices() && (cloud == null || brokers == null)) {
      throw new ParameterException(
          spec.commandLine(),
          "the definition has agents (%s): give --cloud URL and --brokers HOST:PORT of the cloud that steers them"
              .formatted(String.join(", ", definition.agents())));
    }
    if (!definition.steersDevices() && (cloud != null || brokers != null || tokenFile != null)) {
      throw new ParameterException(
          spec.commandLine(),
          "--cloud, --brokers and --token-file are for definitions with agents, which this one lacks");
    }
  }

  /**
   * A runner of what they say.
   *
   * @throws IOException where the token can't be read
   */
  DeviceRunner runner(
      Definition definition, RunFolder run, Path models, PrintWriter out, InstantSource clock)
      throws IOException {
    Optional<String> token =
        tokenFile == null ? Optional.empty() : Optional.of(Files.readString(tokenFile).strip());
    return new DeviceRunner(
        definition, run, new ControlClient(cloud, token), brokers, models, out, clock);
  }
}
