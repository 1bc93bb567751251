package org.cbnet.trainer.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.cbnet.trainer.evaluation.BundleProvenance;
import org.cbnet.trainer.evaluation.report.FigureText;
import org.cbnet.trainer.evaluation.report.RecordedRun;
import org.cbnet.trainer.evaluation.report.RunComparison;

/** Prints whether two runs' figures agree. */
final class EvaluationComparison {
  private static final String ROW = "%-24s %-18s %18s %18s  %-6s %s%n";

  private EvaluationComparison() {}

  /**
   * Compares.
   *
   * @param files two results files
   * @return exit code: 0 where all speed-ups agree
   */
  static int print(List<Path> files, PrintWriter out) throws IOException {
    RecordedRun first = read(files.get(0));
    RecordedRun second = read(files.get(1));
    RunComparison comparison = compare(files, first, second);
    out.println(describe("A", files.get(0), first));
    out.println(describe("B", files.get(1), second));
    out.println("between the two starts: " + between(first, second));
    out.printf(ROW, "network", "speed-up", "A", "B", "agree", "points within");
    for (RunComparison.Row row : comparison.rows()) {
      out.printf(
          ROW,
          row.network(),
          row.kind(),
          FigureText.ratio(row.first()),
          FigureText.ratio(row.second()),
          row.agrees() ? "yes" : "NO",
          (row.pointsWithin() ? "yes" : "no") + (row.anotherBundle() ? ", another bundle" : ""));
    }
    out.printf(
        "agree: the intervals overlap; points within: each run's ratio lies in the other's%n");
    if (!comparison.sameBaseline()) {
      out.printf(
          "%s is another bundle: speed-ups against it do NOT compare%n", BundleProvenance.BASELINE);
    }
    long apart = comparison.rows().stream().filter(row -> !row.agrees()).count();
    out.println(
        apart == 0
            ? "all %d speed-ups agree".formatted(comparison.rows().size())
            : "%d of %d speed-ups do NOT agree".formatted(apart, comparison.rows().size()));
    out.flush();
    return comparison.agrees() ? 0 : Errors.FAILED;
  }

  private static RunComparison compare(List<Path> files, RecordedRun first, RecordedRun second) {
    try {
      return RunComparison.of(first, second);
    } catch (IllegalArgumentException e) {
      throw new InputException("--compare %s: %s".formatted(files, e.getMessage()));
    }
  }

  private static String describe(String letter, Path file, RecordedRun run) {
    return "%s: %s, started %s, %s, %s"
        .formatted(
            letter,
            file,
            run.startedAt().map(Instant::toString).orElse("at an unknown time"),
            run.enoughForClaims() ? "enough for claims" : "NOT enough for claims",
            run.aaCheckPassed()
                .map(passed -> passed ? "A/A check passed" : "A/A CHECK FAILED")
                .orElse("no A/A check"));
  }

  private static String between(RecordedRun first, RecordedRun second) {
    if (first.startedAt().isEmpty() || second.startedAt().isEmpty()) {
      return "unknown";
    }
    Duration apart = Duration.between(first.startedAt().get(), second.startedAt().get()).abs();
    return "%d h %02d min".formatted(apart.toHours(), apart.toMinutesPart());
  }

  private static RecordedRun read(Path file) throws IOException {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new InputException("--compare %s: no such file to read".formatted(file));
    }
    try {
      return RecordedRun.of(new ObjectMapper().readTree(file.toFile()));
    } catch (JsonProcessingException e) {
      throw new InputException("--compare %s: no JSON: %s".formatted(file, e.getOriginalMessage()));
    } catch (IllegalArgumentException e) {
      throw new InputException("--compare %s: %s".formatted(file, e.getMessage()));
    }
  }
}
