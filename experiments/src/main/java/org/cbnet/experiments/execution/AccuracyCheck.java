package org.cbnet.experiments.execution;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cbnet.experiments.rows.FrameRow;

/** Holds the cloud's accuracies against the raw rows': they must be the same to the last digit. */
record AccuracyCheck(JsonNode comparison) {
  /** What differs, in words. */
  List<String> problems(List<FrameRow> rows) {
    Map<String, long[]> counts = new TreeMap<>();
    for (FrameRow row : rows) {
      long[] count = counts.computeIfAbsent(row.arm(), any -> new long[2]);
      count[0] += row.isRight() ? 1 : 0;
      count[1] += row.isClassified() && row.trueLabel() != null ? 1 : 0;
    }
    List<String> problems = new ArrayList<>();
    counts.forEach(
        (arm, count) -> {
          double ours = (double) count[0] / count[1];
          double clouds = accuracy(arm);
          if (ours != clouds) {
            problems.add(
                "the accuracy of %s is %s in the cloud, %s in the raw rows"
                    .formatted(arm, clouds, ours));
          }
        });
    return problems;
  }

  private double accuracy(String arm) {
    for (JsonNode row : comparison.path("strategies")) {
      if (row.path("name").asText().equals(arm)) {
        return row.path("accuracy").asDouble(Double.NaN);
      }
    }
    return Double.NaN;
  }
}
