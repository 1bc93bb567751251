package org.cbnet.experiments.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cbnet.experiments.alignment.AlignmentException;
import org.cbnet.experiments.alignment.PlayedPattern;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.execution.MeteredRows;
import org.cbnet.experiments.execution.RunFolder;
import org.cbnet.experiments.summary.MeterAlignment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code experiment align}: an external meter's log in place of a run's own energy. */
@Command(
    name = "align",
    description =
        "Lays an external meter's log beside a run, and reports with its joules in place of the agent's.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The log is CSV whose first line names a column of time and one of power. Both codes",
      "must be in it: './cbnet experiment code' plays them. See docs/measure-on-a-pi.md.",
      "",
      "Examples:",
      "  ./cbnet experiment align results/energy-20261130-183000 --log power.csv \\",
      "    --code before.json --code after.json",
      "  ./cbnet experiment align results/pis-20261130-183000 --agent pi-1 --log pi-1.csv \\",
      "    --code pi-1-before.json --code pi-1-after.json"
    })
final class AlignCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FOLDER", description = "Of the run.")
  private Path folder;

  @Option(names = "--log", required = true, paramLabel = "FILE", description = "The meter's log.")
  private Path log;

  @Option(
      names = "--code",
      required = true,
      paramLabel = "FILE",
      description = "A code as it was played; two or more of them.")
  private List<Path> codes;

  @Option(
      names = "--agent",
      paramLabel = "ID",
      description = "Device that the meter fed (default: this machine).")
  private String agent;

  @Mixin private RunOptions options;

  @Override
  public Integer call() throws IOException {
    RunFolder run = Runs.open(spec, folder);
    Definition definition = Runs.definition(spec, run, options.models());
    check(definition);
    List<PlayedPattern> patterns = new ArrayList<>();
    for (Path code : codes) {
      patterns.add(PlayedPatternFile.read(code));
    }
    checkApart(patterns);
    try {
      MeterAlignment found =
          new MeteredRows(run, definition).take(log, patterns, Optional.ofNullable(agent));
      spec.commandLine().getOut().println(text(found));
    } catch (AlignmentException e) {
      spec.commandLine().getErr().println("experiment: " + log + ": " + e.getMessage());
      return 1;
    }
    return new RunReport(run, definition).write(spec.commandLine().getOut(), options.json());
  }

  private void check(Definition definition) {
    if (!definition.load().hasLevels()) {
      throw new ParameterException(
          spec.commandLine(),
          "the run has no levels of load, and single turns are too short for a log: give load.levels");
    }
    if (definition.steersDevices() && !definition.agents().contains(agent)) {
      throw new ParameterException(
          spec.commandLine(),
          "--agent must be the device that the meter fed, one of %s: %s"
              .formatted(String.join(", ", definition.agents()), agent));
    }
    if (!definition.steersDevices() && agent != null) {
      throw new ParameterException(
          spec.commandLine(), "--agent is for runs of devices elsewhere, which this one is not");
    }
  }

  private void checkApart(List<PlayedPattern> patterns) {
    List<PlayedPattern> ordered = new ArrayList<>(patterns);
    ordered.sort(Comparator.comparingLong(PlayedPattern::startNanos));
    for (int i = 1; i < ordered.size(); i++) {
      if (ordered.get(i).startNanos() < ordered.get(i - 1).endNanos()) {
        throw new ParameterException(
            spec.commandLine(),
            "--code: two of %s were played at the same time: give one from before the run and one from after it"
                .formatted(codes));
      }
    }
  }

  private static String text(MeterAlignment found) {
    return String.format(
        Locale.ROOT,
        "%s: %d samples, %d lines that were none; its clock is %.3f s ahead, drifts by %.1f ppm, edges are off by %.1f ms; the codes fit %.1f times as well there as anywhere else",
        found.log(),
        found.samples(),
        found.rejectedLines(),
        found.offsetSeconds(),
        found.driftPpm(),
        found.residualMillis(),
        found.peakRatio());
  }
}
