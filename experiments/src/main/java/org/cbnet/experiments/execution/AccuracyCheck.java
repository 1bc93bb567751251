package org.cbnet.experiments.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cbnet.experiments.rows.FrameRow;

/** Holds the cloud's accuracies against the raw rows': they must be the same to the last digit. */
final class AccuracyCheck {
  private static final class Count {
    private long frames;
    private long labelled;
    private long right;
  }

  private final Map<String, Count> counts = new TreeMap<>();

  AccuracyCheck(List<FrameRow> rows) {
    for (FrameRow row : rows) {
      Count count = counts.computeIfAbsent(row.arm(), any -> new Count());
      count.frames++;
      count.right += row.isRight() ? 1 : 0;
      count.labelled += row.isClassified() && row.trueLabel() != null ? 1 : 0;
    }
  }

  /**
   * Whether the cloud's comparison has every frame. It is behind the account by as much as the
   * cloud commits at once: frames are compared by another task than the one that counts them in.
   */
  boolean isWhole(JsonNode comparison) {
    return counts.entrySet().stream()
        .allMatch(
            each ->
                row(comparison, each.getKey()).path("frames").asLong() == each.getValue().frames);
  }

  /** What differs, in words. */
  List<String> problems(JsonNode comparison) {
    List<String> problems = new ArrayList<>();
    counts.forEach(
        (arm, count) -> {
          JsonNode row = row(comparison, arm);
          double ours = (double) count.right / count.labelled;
          double clouds = row.path("accuracy").asDouble(Double.NaN);
          if (ours != clouds) {
            problems.add(
                "the accuracy of %s is %s of %d frames in the cloud, %s of %d in the raw rows"
                    .formatted(arm, clouds, row.path("frames").asLong(), ours, count.frames));
          }
        });
    return problems;
  }

  private static JsonNode row(JsonNode comparison, String arm) {
    for (JsonNode row : comparison.path("strategies")) {
      if (row.path("name").asText().equals(arm)) {
        return row;
      }
    }
    return MissingNode.getInstance();
  }
}
