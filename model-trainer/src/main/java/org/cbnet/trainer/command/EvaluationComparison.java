package org.cbnet.trainer.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cbnet.trainer.evaluation.report.FigureText;
import org.cbnet.trainer.evaluation.report.RunComparison;

/** Prints whether two runs' figures agree. */
final class EvaluationComparison {
  private static final String ROW = "%-20s %-18s %18s %18s  %-6s %s%n";

  private EvaluationComparison() {}

  /**
   * Compares.
   *
   * @param files two results files
   * @return exit code: 0 where all speed-ups agree
   */
  static int print(List<Path> files, PrintWriter out) throws IOException {
    JsonNode first = read(files.get(0));
    JsonNode second = read(files.get(1));
    RunComparison comparison = compare(files, first, second);
    out.printf("A: %s, started %s%n", files.get(0), started(first));
    out.printf("B: %s, started %s%n", files.get(1), started(second));
    out.printf(ROW, "network", "speed-up", "A", "B", "agree", "points within");
    for (RunComparison.Row row : comparison.rows()) {
      out.printf(
          ROW,
          row.network(),
          row.kind(),
          FigureText.ratio(row.first()),
          FigureText.ratio(row.second()),
          row.agrees() ? "yes" : "NO",
          row.pointsWithin() ? "yes" : "no");
    }
    out.printf(
        "agree: the intervals overlap; points within: each run's ratio lies in the other's%n");
    long apart = comparison.rows().stream().filter(row -> !row.agrees()).count();
    out.println(
        comparison.agrees()
            ? "all %d speed-ups agree".formatted(comparison.rows().size())
            : "%d of %d speed-ups do NOT agree".formatted(apart, comparison.rows().size()));
    out.flush();
    return comparison.agrees() ? 0 : Errors.FAILED;
  }

  private static RunComparison compare(List<Path> files, JsonNode first, JsonNode second) {
    try {
      return RunComparison.of(first, second);
    } catch (IllegalArgumentException e) {
      throw new InputException("--compare %s: %s".formatted(files, e.getMessage()));
    }
  }

  private static String started(JsonNode run) {
    return run.path("startedAt").asText("at an unknown time");
  }

  private static JsonNode read(Path file) throws IOException {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new InputException("--compare %s: no such file to read".formatted(file));
    }
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw new InputException("--compare %s: no JSON: %s".formatted(file, e.getOriginalMessage()));
    }
  }
}
