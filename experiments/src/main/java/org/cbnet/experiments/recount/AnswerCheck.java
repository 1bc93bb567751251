package org.cbnet.experiments.recount;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds answers of the query API against a recount of the very prefix that they name. Not
 * thread-safe.
 */
public final class AnswerCheck {
  private final Cursor recount;

  public AnswerCheck(Recount recount) {
    this.recount = recount.cursor();
  }

  /** Differences of an answer of {@code /api/v1/conservation}. */
  public List<String> conservation(JsonNode answer) {
    Totals totals = recount.at(position(answer));
    List<String> differences = new ArrayList<>();
    kind(differences, "results", answer.path("results"), totals.results());
    kind(differences, "energy", answer.path("energy"), totals.energySamples());
    same(differences, "doubleCounted", 0, answer.path("doubleCounted").asLong());
    long windowed = totals.hours().values().stream().mapToLong(HourRow::results).sum();
    same(differences, "windowed", windowed, answer.path("results").path("windowed").asLong());
    long ofRuns = totals.runs().values().stream().mapToLong(Long::longValue).sum();
    same(differences, "runTotals", ofRuns, answer.path("results").path("runTotals").asLong());
    for (JsonNode law : answer.path("laws")) {
      // What heartbeats acknowledge is not in the topics that are counted again.
      if (!law.path("holds").asBoolean() && !law.path("name").asText().startsWith("no boot")) {
        differences.add("broken law: " + law);
      }
    }
    return differences;
  }

  /** Differences of an answer of {@code /api/v1/stats?window=1h&groupBy=strategy}. */
  public List<String> hours(JsonNode answer) {
    long from = Instant.parse(answer.path("from").asText()).getEpochSecond();
    long to = Instant.parse(answer.path("to").asText()).getEpochSecond();
    Map<String, HourRow> expected = new TreeMap<>();
    recount
        .at(position(answer))
        .hours()
        .forEach(
            (hour, row) -> {
              if (hour.startSeconds() >= from && hour.startSeconds() < to) {
                Instant start = Instant.ofEpochSecond(hour.startSeconds());
                expected.merge(start + " " + hour.strategy(), row, HourRow::plus);
              }
            });
    List<String> differences = new ArrayList<>();
    for (JsonNode row : answer.path("rows")) {
      String name =
          row.path("windowStart").asText() + " " + row.path("group").path("strategy").asText();
      HourRow of = expected.remove(name);
      if (of == null) {
        differences.add("a row too many: " + name);
      } else {
        same(differences, name + " results", of.results(), row.path("results").asLong());
        same(differences, name + " failed", of.failed(), row.path("failed").asLong());
        double accuracy = of.labelled() == 0 ? 0 : (double) of.correct() / of.labelled();
        if (row.path("accuracy").asDouble() != accuracy) {
          differences.add(
              "%s accuracy: %s, recount %s".formatted(name, row.path("accuracy"), accuracy));
        }
      }
    }
    expected.keySet().forEach(name -> differences.add("a row is missing: " + name));
    return differences;
  }

  /** The difference of an answer of {@code /api/v1/devices/ID}. */
  public List<String> device(JsonNode answer) {
    List<String> differences = new ArrayList<>();
    String deviceId = answer.path("device").path("deviceId").asText();
    Map<String, Long> devices = recount.at(position(answer)).devices();
    same(
        differences,
        deviceId,
        devices.getOrDefault(deviceId, 0L),
        answer.path("device").path("activity").path("results").asLong());
    return differences;
  }

  /** What the prefix that an answer names comes to; until the next answer is looked at. */
  public Totals of(JsonNode answer) {
    return recount.at(position(answer));
  }

  /** The position that an answer names. */
  public static Map<String, Long> position(JsonNode answer) {
    Map<String, Long> position = new HashMap<>();
    answer
        .path("position")
        .properties()
        .forEach(entry -> position.put(entry.getKey(), entry.getValue().asLong()));
    return position;
  }

  private static void kind(
      List<String> differences, String name, JsonNode found, Totals.Kind expected) {
    same(differences, name + " decoded", expected.decoded(), found.path("decoded").asLong());
    same(differences, name + " accepted", expected.accepted(), found.path("accepted").asLong());
    same(differences, name + " duplicate", expected.duplicates(), found.path("duplicate").asLong());
    same(differences, name + " refused", expected.refused(), found.path("refused").asLong());
    same(differences, name + " late", expected.late(), found.path("late").asLong());
  }

  private static void same(List<String> differences, String name, long expected, long found) {
    if (expected != found) {
      differences.add("%s: %d, recount %d".formatted(name, found, expected));
    }
  }
}
