package org.cbnet.experiments.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cbnet.experiments.recount.HourKey;
import org.cbnet.experiments.recount.HourRow;
import org.cbnet.experiments.recount.Totals;

/** Holds rows of hours, grouped by anything, against a recount. */
final class RowCheck {
  private static final double NANOS = 1e9;

  private final List<String> differences = new ArrayList<>();
  private long compared;
  private long lost;
  private long doubleCounted;

  private RowCheck() {}

  /** An answer of {@code /api/v1/stats?window=1h}, and what its prefix comes to. */
  static RowCheck of(String path, JsonNode answer, Totals totals) {
    RowCheck check = new RowCheck();
    check.compare(path, answer, totals);
    return check;
  }

  private void compare(String path, JsonNode answer, Totals totals) {
    List<String> groupBy =
        Arrays.asList(path.replaceFirst(".*groupBy=([a-z,]*).*", "$1").split(","));
    long from = Instant.parse(answer.path("from").asText()).getEpochSecond();
    long to = Instant.parse(answer.path("to").asText()).getEpochSecond();
    Map<String, HourRow> expected = new TreeMap<>();
    totals
        .hours()
        .forEach(
            (hour, row) -> {
              if (hour.startSeconds() >= from && hour.startSeconds() < to) {
                expected.merge(name(hour, groupBy), row, HourRow::plus);
              }
            });
    if (!answer.path("next").isNull()) {
      differences.add("more rows than one answer takes: " + path);
    }
    for (JsonNode row : answer.path("rows")) {
      String name =
          groupBy.stream()
              .map(by -> row.path("group").path(by).asText())
              .collect(Collectors.joining(" ", row.path("windowStart").asText() + " ", ""));
      HourRow of = expected.remove(name);
      if (of == null) {
        doubleCounted += row.path("results").asLong();
        differences.add(
            "row %s: %d results, recount none".formatted(name, row.path("results").asLong()));
      } else {
        compare(name, row, of);
      }
    }
    expected.forEach(
        (name, row) -> {
          lost += row.results();
          differences.add("row %s: none, recount %d results".formatted(name, row.results()));
        });
  }

  private void compare(String name, JsonNode row, HourRow of) {
    long results = row.path("results").asLong();
    lost += Math.max(0, of.results() - results);
    doubleCounted += Math.max(0, results - of.results());
    same(name, "results", results, of.results());
    same(name, "failed", row.path("failed").asLong(), of.failed());
    same(
        name,
        "nanojoules",
        nanojoules(row, "meteredJoules") + nanojoules(row, "modelledJoules"),
        of.netNanojoules());
    long timed = of.results() - of.failed();
    same(
        name,
        "mean latency",
        row.path("latencyMicros").path("mean").asDouble(),
        timed == 0 ? 0 : of.totalNanos() / 1e3 / timed);
    same(
        name,
        "accuracy",
        row.path("accuracy").asDouble(),
        of.labelled() == 0 ? 0 : (double) of.correct() / of.labelled());
  }

  private static long nanojoules(JsonNode row, String field) {
    return Math.round(row.path(field).asDouble() * NANOS);
  }

  private void same(String row, String what, Number found, Number expected) {
    compared++;
    if (!found.equals(expected)) {
      differences.add("row %s: %s %s, recount %s".formatted(row, what, found, expected));
    }
  }

  private static String name(HourKey hour, List<String> groupBy) {
    return groupBy.stream()
        .map(by -> value(hour, by))
        .collect(Collectors.joining(" ", Instant.ofEpochSecond(hour.startSeconds()) + " ", ""));
  }

  private static String value(HourKey hour, String dimension) {
    return switch (dimension) {
      case "strategy" -> hour.strategy();
      case "model" -> hour.model();
      case "config" -> hour.config();
      case "run" -> hour.run();
      case "board" -> hour.board();
      case "site" -> hour.site();
      default -> throw new IllegalArgumentException("no dimension: " + dimension);
    };
  }

  List<String> differences() {
    return differences;
  }

  /** Numbers that were held against each other. */
  long compared() {
    return compared;
  }

  /** Results that rows lack. */
  long lost() {
    return lost;
  }

  /** Results that rows have too many. */
  long doubleCounted() {
    return doubleCounted;
  }
}
