package org.cbnet.trainer.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.cbnet.trainer.evaluation.judge.ConversionFigures;
import org.cbnet.trainer.evaluation.report.Trial;

/** Trials as a table for people. */
final class TrialsText {
  private final List<Trial> trials;

  TrialsText(List<Trial> trials) {
    this.trials = trials;
  }

  void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%-44s %-44s %5s %10s %8s %22s %10s  %s%n",
        "network",
        "method",
        "seeds",
        "validation",
        "p50 us",
        "speed-up, medians",
        "MACs",
        "hard made easy, right/wrong %");
    for (Trial trial : trials) {
      out.printf(
          Locale.ROOT,
          "%-44s %-44s %5d %10.4f %8.1f %6.2f [%5.2f, %5.2f] %,10d  %s%n",
          trial.network(),
          trial.label(),
          trial.seeds(),
          trial.validationAccuracyMean(),
          trial.p50Micros(),
          trial.speedupVsLenet().ratio(),
          trial.speedupVsLenet().low(),
          trial.speedupVsLenet().high(),
          trial.macs(),
          conversions(trial));
    }
    out.printf("validation images only; speed-ups against lenet as shipped%n");
    trials.stream()
        .filter(trial -> !trial.conversions().isEmpty())
        .findFirst()
        .ifPresent(trial -> out.printf("judges of converted images: %s%n", judges(trial)));
  }

  private static String conversions(Trial trial) {
    return trial.conversions().isEmpty()
        ? "-"
        : trial.conversions().stream().map(TrialsText::shares).collect(Collectors.joining("  "));
  }

  private static String shares(ConversionFigures figures) {
    return String.format(
        Locale.ROOT,
        "%.0f/%.0f",
        100 * figures.after().easyRight(),
        100 * figures.after().easyWrong());
  }

  private static String judges(Trial trial) {
    return trial.conversions().stream()
        .map(figures -> "%s (%,d images hard for it)".formatted(figures.judge(), figures.frames()))
        .collect(Collectors.joining(", "));
  }
}
