package org.cbnet.experiments.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cbnet.experiments.recount.AnswerCheck;
import org.cbnet.experiments.recount.Totals;

/** Holds every total of each instance against the recount, when nothing is sent any more. */
final class FinalCheck {
  private static final int PAGE = 1_000;

  private final Group group;
  private final Questions questions;
  private final AnswerCheck answers;
  private final ProbeCheck probes;
  private final List<String> differences = new ArrayList<>();
  private long compared;

  FinalCheck(Group group, Questions questions, AnswerCheck answers, ProbeCheck probes) {
    this.group = group;
    this.questions = questions;
    this.answers = answers;
    this.probes = probes;
  }

  /** Asks and compares; the account of the last instance. */
  JsonNode run() throws IOException, InterruptedException {
    JsonNode account = null;
    for (Instance each : group.instances()) {
      account = group.ask(each, Questions.fresh(Questions.CONSERVATION)).body();
      laws(each, account);
      for (String path : questions.all()) {
        Answer told = group.ask(each, Questions.fresh(path));
        note(each, probes.differences(told));
        compared++;
      }
      Answer rows = group.ask(each, Questions.fresh(questions.everyHour()));
      RowCheck check = RowCheck.of(rows.path(), rows.body(), answers.of(rows.body()));
      compared += check.compared();
      note(each, check.differences());
      devices(each);
    }
    return account;
  }

  private void laws(Instance instance, JsonNode account) {
    for (JsonNode law : account.path("laws")) {
      compared++;
      if (!law.path("holds").asBoolean()) {
        note(
            instance,
            List.of(
                "law '%s': %d, %d"
                    .formatted(
                        law.path("name").asText(),
                        law.path("left").asLong(),
                        law.path("right").asLong())));
      }
    }
  }

  private void devices(Instance instance) throws IOException, InterruptedException {
    Map<String, Long> expected = null;
    String next = "";
    List<String> found = new ArrayList<>();
    while (!next.equals("null")) {
      String path =
          "/api/v1/devices?limit=%d%s".formatted(PAGE, next.isEmpty() ? "" : "&after=" + next);
      JsonNode page = group.ask(instance, Questions.fresh(path)).body();
      if (expected == null) {
        Totals totals = answers.of(page);
        expected = new TreeMap<>(totals.devices());
      }
      for (JsonNode device : page.path("devices")) {
        String id = device.path("deviceId").asText();
        long results = device.path("activity").path("results").asLong();
        Long of = expected.remove(id);
        compared++;
        if (results != (of == null ? 0 : of)) {
          found.add("device %s: %d, recount %d".formatted(id, results, of == null ? 0 : of));
        }
      }
      next = page.path("next").asText();
    }
    expected.forEach((id, of) -> found.add("device %s: none, recount %d".formatted(id, of)));
    note(instance, found);
  }

  private void note(Instance instance, List<String> found) {
    found.forEach(each -> differences.add(instance.name() + " " + each));
  }

  List<String> differences() {
    return differences;
  }

  /** Numbers that were held against each other. */
  long compared() {
    return compared;
  }
}
