package org.cbnet.experiments.bench.method;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.cbnet.experiments.stack.JavaLauncher;
import org.cbnet.inference.bundle.ModelBundle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench method}: whether experiments' tests keep their level on this machine. */
@Command(
    name = "method",
    description = "Judges the tests of experiments: one bundle against itself, and slowed down.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Every repetition measures anew, in sessions of its own: the same bundle against",
      "itself (A/A), against itself slowed by what must be found, and by 2 percent;",
      "slowed arms really spin. Of 200 repetitions at most 16 may call the bundle",
      "different from itself at the level of 0.05, their p-values must be uniform, and",
      "190 must find the slowdown. Fewer repetitions are a quick look, not judged.",
      "Progress is on stderr. Exit code 0 when that holds or is not judged, 1 when it",
      "does not hold or can't be measured, 2 for wrong usage.",
      "",
      "Examples:",
      "  ./cbnet bench method --json method.json",
      "  ./cbnet bench method --repetitions 10",
      "  ./cbnet bench method --forms sessions --seed 7"
    })
public final class MethodBenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--repetitions",
      defaultValue = "200",
      paramLabel = "N",
      description = "Over all forms, which take turns (default: ${DEFAULT-VALUE}).")
  private int repetitions;

  @Option(
      names = "--forms",
      split = ",",
      defaultValue = "sessions,jvms",
      paramLabel = "NAME",
      description =
          "The bundle in two sessions of a process, or in two processes (default: ${DEFAULT-VALUE}).")
  private List<String> forms;

  @Option(
      names = "--processes",
      defaultValue = "8",
      paramLabel = "N",
      description = "Of a repetition, or pairs of processes (default: ${DEFAULT-VALUE}).")
  private int processes;

  @Option(
      names = "--sessions",
      defaultValue = "2",
      paramLabel = "N",
      description = "Of a process; all arms are opened anew (default: ${DEFAULT-VALUE}).")
  private int sessions;

  @Option(
      names = "--rounds",
      defaultValue = "10",
      paramLabel = "N",
      description = "Of a session, 25 frames an arm (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--warm-up-rounds",
      defaultValue = "200",
      paramLabel = "N",
      description =
          "Of four arms in each process before the first that counts (default: ${DEFAULT-VALUE}).")
  private int warmUpRounds;

  @Option(
      names = "--planted",
      defaultValue = "10",
      paramLabel = "PERCENT",
      description = "The slowdown that must be found (default: ${DEFAULT-VALUE}).")
  private double plantedPercent;

  @Option(
      names = "--bundle",
      paramLabel = "DIR",
      description = "That every arm opens (default: lenet on Fashion-MNIST).")
  private Path bundle;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Of orders and places (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there too.")
  private Path json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    MethodPlan plan = plan();
    PrintWriter err = spec.commandLine().getErr();
    MethodReport report;
    try {
      // Many processes would say the same.
      ModelBundle.load(plan.bundle());
      report =
          new MethodBench(plan, new MethodProgress(plan, err))
              .measure(Files.createTempDirectory("cbnet-bench-method"));
    } catch (IOException e) {
      err.println("bench method: " + e.getMessage());
      return 1;
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(report.text());
    out.flush();
    if (json != null) {
      Files.writeString(json, report.figures().toPrettyString() + "\n");
    }
    return report.isJudged() && !report.holds() ? 1 : 0;
  }

  private MethodPlan plan() {
    Path of = bundle == null ? JavaLauncher.home().resolve("models/fashion-mnist/lenet") : bundle;
    try {
      return new MethodPlan(
          of,
          forms.stream().distinct().map(MethodBenchCommand::form).toList(),
          repetitions,
          processes,
          sessions,
          rounds,
          warmUpRounds,
          plantedPercent / 100,
          seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static Form form(String id) {
    return Arrays.stream(Form.values())
        .filter(form -> form.id().equals(id.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--forms %s: give %s"
                        .formatted(
                            id,
                            Arrays.stream(Form.values())
                                .map(Form::id)
                                .collect(Collectors.joining(" or ")))));
  }
}
