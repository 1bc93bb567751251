package org.cbnet.experiments.experiment;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.cbnet.experiments.execution.RunFolder;
import org.cbnet.experiments.report.SummaryJson;
import org.cbnet.experiments.summary.Summary;
import org.cbnet.experiments.summary.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code experiment list}: the runs of a folder. */
@Command(
    name = "list",
    description = "Lists runs, the latest first.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./cbnet experiment list --results results"})
final class ListCommand implements Callable<Integer> {
  private static final String ROW = "%-40s %-12s %10s  %s%n";

  @Spec private CommandSpec spec;

  @Option(
      names = "--results",
      defaultValue = "results",
      paramLabel = "DIR",
      description = "Folder of runs (default: ${DEFAULT-VALUE}).")
  private Path results;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (!Files.isDirectory(results)) {
      out.println("no runs: there is no folder " + results);
      return 0;
    }
    out.printf(ROW, "run", "state", "minutes", "hypotheses shown");
    for (Path folder : folders()) {
      out.print(row(folder));
    }
    out.flush();
    return 0;
  }

  private List<Path> folders() throws IOException {
    try (Stream<Path> entries = Files.list(results)) {
      return entries
          .filter(Files::isDirectory)
          .sorted((a, b) -> time(b).compareTo(time(a)))
          .toList();
    }
  }

  // A run's name ends in its time.
  private static String time(Path folder) {
    String name = folder.getFileName().toString();
    return name.length() < Runs.TIME_LENGTH
        ? name
        : name.substring(name.length() - Runs.TIME_LENGTH);
  }

  private static String row(Path folder) throws IOException {
    String name = folder.getFileName().toString();
    Path summary = folder.resolve(RunReport.SUMMARY);
    if (!Files.exists(summary)) {
      boolean begun = Files.exists(RunFolder.definitionIn(folder));
      return ROW.formatted(name, begun ? "not done" : "no run", "-", "-");
    }
    Summary read = SummaryJson.read(summary);
    long shown = read.verdicts().stream().filter(Verdict::isShown).count();
    return ROW.formatted(
        name,
        read.isValid() ? "valid" : "INVALID",
        "%.1f".formatted(read.seconds() / 60),
        "%d of %d".formatted(shown, read.verdicts().size()));
  }
}
