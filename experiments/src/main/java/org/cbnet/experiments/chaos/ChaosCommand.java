package org.cbnet.experiments.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench chaos}: kills and restarts under load, and every total counted again. */
@Command(
    name = "chaos",
    description = "Kills the cloud's instances under load and counts every total again.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Takes about 15 minutes, with --quick three. Three instances and a broker on this machine;",
      "10,000 devices with repeats, garbage, replays and wrong clocks; 12 kills -9, a rolling",
      "restart. Each answer meanwhile is held against a recount of the prefix that it names.",
      "Exit code 0 when nothing differs, 1 otherwise.",
      "",
      "Examples:",
      "  ./cbnet bench chaos --json chaos.json",
      "  ./cbnet bench chaos --quick",
      "  ./cbnet bench chaos --faults KILL,KILL_IN_RESTORE,ROLLING_RESTART"
    })
public final class ChaosCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there too.")
  private Path json;

  @Option(names = "--quick", description = "1,000 devices and 4 kills: for a first look.")
  private boolean quick;

  @Option(
      names = "--faults",
      paramLabel = "KIND",
      split = ",",
      description = "Only these, in this order, of ${COMPLETION-CANDIDATES} (default: as above).")
  private List<Fault.Kind> faults = List.of();

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where topics and states lie meanwhile (default: a temporary folder).")
  private Path folder;

  @Override
  public Integer call() throws Exception {
    ChaosPlan plan = plan();
    Path work =
        folder == null
            ? Files.createTempDirectory("cbnet-chaos")
            : Files.createTempDirectory(Files.createDirectories(folder), "cbnet-chaos");
    PrintWriter err = spec.commandLine().getErr();
    ChaosReport report;
    try {
      report = new Chaos(work, plan, err, Clock.systemUTC()).run();
    } catch (IOException e) {
      err.println("bench chaos: %s (see %s)".formatted(e.getMessage(), work));
      return 1;
    }
    PrintWriter out = spec.commandLine().getOut();
    print(report.figures(), out);
    report.differences().forEach(out::println);
    out.flush();
    if (json != null) {
      Files.writeString(json, report.figures().toPrettyString() + "\n");
    }
    if (!report.isExact()) {
      err.println("bench chaos: totals differ (see %s)".formatted(work));
    }
    return report.isExact() ? 0 : 1;
  }

  private ChaosPlan plan() {
    ChaosPlan plan = quick ? ChaosPlan.QUICK : ChaosPlan.FULL;
    try {
      return faults.isEmpty() ? plan : plan.with(faults);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--faults: " + e.getMessage(), e);
    }
  }

  private static void print(ObjectNode figures, PrintWriter out) {
    out.printf(
        "%-17s %5s %6s %7s %9s %6s%n", "fault", "times", "lost", "double", "median s", "max s");
    for (JsonNode fault : figures.path("faults")) {
      out.printf(
          Locale.ROOT,
          "%-17s %5d %6d %7d %9.1f %6.1f%n",
          fault.path("name").asText(),
          fault.path("times").asLong(),
          fault.path("lost").asLong(),
          fault.path("doubleCounted").asLong(),
          fault.path("recoverySeconds").asDouble(),
          fault.path("recoverySecondsMax").asDouble());
    }
    out.println();
    out.printf(
        "%-17s %7s %7s %7s %7s %7s%n", "answers during", "all", "200", "exact", "503", "share");
    figures
        .path("availability")
        .properties()
        .forEach(
            phase ->
                out.printf(
                    Locale.ROOT,
                    "%-17s %7d %7d %7d %7d %7.3f%n",
                    phase.getKey(),
                    phase.getValue().path("answers").asLong(),
                    phase.getValue().path("told").asLong(),
                    phase.getValue().path("exact").asLong(),
                    phase.getValue().path("unavailable").asLong(),
                    phase.getValue().path("share").asDouble()));
    figures
        .path("answers")
        .path("reasons")
        .properties()
        .forEach(
            reason -> out.printf("503 %,d x %s%n", reason.getValue().asLong(), reason.getKey()));
    out.println();
    out.printf(
        Locale.ROOT,
        "%,d records, %,d repeated, %,d garbage; %,d totals compared, %,d different; laws hold: %s%n",
        figures.path("sent").path("records").asLong(),
        figures.path("sent").path("repeated").asLong(),
        figures.path("sent").path("garbage").asLong(),
        figures.path("totals").path("compared").asLong(),
        figures.path("totals").path("different").asLong(),
        figures.path("conservation").path("lawsHold").asBoolean());
  }
}
