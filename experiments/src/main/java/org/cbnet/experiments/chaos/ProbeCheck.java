package org.cbnet.experiments.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cbnet.experiments.recount.AnswerCheck;
import org.cbnet.experiments.recount.Recount;
import org.cbnet.experiments.recount.Totals;

/** Holds any answer against a recount of the prefix that it names. Not thread-safe. */
final class ProbeCheck {
  private final AnswerCheck answers;
  // Its answers name one partition: one cursor for both would go over everything again and again.
  private final AnswerCheck devices;
  private final StatusCount statuses;

  ProbeCheck(Recount recount, StatusCount statuses) {
    this.answers = new AnswerCheck(recount);
    this.devices = new AnswerCheck(recount);
    this.statuses = statuses;
  }

  /** What differs, each with both numbers. */
  List<String> differences(Answer told) {
    JsonNode body = told.body();
    String path = told.path();
    if (path.startsWith("/api/v1/conservation")) {
      List<String> differences = new ArrayList<>(answers.conservation(body));
      differences.addAll(records(body));
      return differences;
    }
    if (path.startsWith("/api/v1/stats")) {
      return RowCheck.of(path, body, answers.of(body)).differences();
    }
    if (path.startsWith("/api/v1/devices/")) {
      return devices.device(body);
    }
    if (path.contains("/comparison")) {
      return comparison(body, answers.of(body));
    }
    return runs(body, answers.of(body));
  }

  private List<String> records(JsonNode body) {
    Map<String, Long> position = AnswerCheck.position(body);
    long received = position.values().stream().mapToLong(Long::longValue).sum();
    long undecodable = answers.of(body).undecodable() + statuses.undecodable(position);
    JsonNode records = body.path("records");
    List<String> differences = new ArrayList<>();
    same(differences, "records received", records.path("received").asLong(), received);
    same(differences, "records undecodable", records.path("undecodable").asLong(), undecodable);
    return differences;
  }

  private static List<String> runs(JsonNode body, Totals totals) {
    Map<String, Long> expected = new TreeMap<>(totals.runs());
    List<String> differences = new ArrayList<>();
    for (JsonNode run : body.path("experiments")) {
      Long of = expected.remove(run.path("runId").asText());
      long frames = run.path("frames").asLong();
      same(differences, "frames of run " + run.path("runId").asText(), frames, of == null ? 0 : of);
    }
    expected.forEach((run, frames) -> same(differences, "frames of run " + run, 0, frames));
    return differences;
  }

  private static List<String> comparison(JsonNode body, Totals totals) {
    long frames = 0;
    for (JsonNode strategy : body.path("strategies")) {
      frames += strategy.path("frames").asLong();
    }
    List<String> differences = new ArrayList<>();
    String run = body.path("runId").asText();
    same(differences, "comparison of " + run, frames, totals.runs().getOrDefault(run, 0L));
    return differences;
  }

  private static void same(List<String> differences, String name, long found, long expected) {
    if (found != expected) {
      differences.add("%s: %d, recount %d".formatted(name, found, expected));
    }
  }
}
