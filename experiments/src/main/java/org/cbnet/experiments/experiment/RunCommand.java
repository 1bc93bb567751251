package org.cbnet.experiments.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.definition.DefinitionException;
import org.cbnet.experiments.definition.DefinitionReader;
import org.cbnet.experiments.definition.DefinitionWriter;
import org.cbnet.experiments.execution.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code experiment run}: a new run of a definition. */
@Command(
    name = "run",
    description = "Runs a definition and leaves rows, figures and a report in a folder.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Killed in the middle, it goes on with './cbnet experiment resume FOLDER'.",
      "",
      "Examples:",
      "  ./cbnet experiment run experiments/definitions/smoke.yaml",
      "  ./cbnet experiment run experiments/definitions/paper.yaml --plan",
      "  ./cbnet experiment run pis.yaml --cloud https://cloud:8080 --brokers kafka:9092"
    })
final class RunCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The definition.")
  private Path file;

  @Option(
      names = "--results",
      defaultValue = "results",
      paramLabel = "DIR",
      description = "Gets the run's folder (default: ${DEFAULT-VALUE}).")
  private Path results;

  @Option(names = "--plan", description = "Only say what would be done, and how long it takes.")
  private boolean planOnly;

  @Mixin private RunOptions options;
  @Mixin private DeviceOptions devices;

  private final InstantSource clock;

  /**
   * @param clock names the run
   */
  RunCommand(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Definition definition = read();
    spec.commandLine().getOut().print(PlanText.of(definition, options.images(definition)));
    spec.commandLine().getOut().flush();
    if (planOnly) {
      return 0;
    }
    devices.check(definition, spec);
    String runId = "%s-%s".formatted(definition.name(), TIME.format(clock.instant()));
    RunFolder run = RunFolder.create(results, runId);
    DefinitionWriter.write(definition, run.definition());
    return new Running(run, definition, options, devices, spec, clock).finish();
  }

  private Definition read() throws IOException {
    try {
      return new DefinitionReader(options.models()).read(file);
    } catch (DefinitionException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
