package org.cbnet.experiments.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cbnet.experiments.recount.AnswerCheck;
import org.cbnet.experiments.recount.Totals;

/** Gathers what came out of it, as figures and as differences. Not thread-safe. */
final class ChaosReport {
  private static final int SHOWN = 20;

  private final ObjectNode figures = new ObjectMapper().createObjectNode();
  private final List<String> differences = new ArrayList<>();
  private final long compared;

  /**
   * @param account of all results at the end, as the API tells it
   * @param compared numbers that were held against each other at the end
   */
  ChaosReport(JsonNode account, long compared) {
    this.compared = compared;
    figures.putArray("faults");
    ObjectNode conservation = figures.putObject("conservation");
    for (String name :
        List.of(
            "acknowledged",
            "received",
            "lost",
            "duplicates",
            "doubleCounted",
            "refused",
            "late",
            "records",
            "results",
            "energy")) {
      conservation.set(name, account.path(name));
    }
    boolean holds = true;
    for (JsonNode law : account.path("laws")) {
      holds &= law.path("holds").asBoolean();
    }
    conservation.put("lawsHold", holds);
  }

  /** Adds what differs. */
  void add(String where, List<String> found) {
    found.forEach(each -> differences.add(where + ": " + each));
  }

  /** Adds what was broken, with what was lost or counted twice from one audit to the next. */
  void faults(List<Fault> faults, AnswerCheck answers) {
    Map<Fault.Kind, FaultRow> rows = new EnumMap<>(Fault.Kind.class);
    long lost = 0;
    long doubleCounted = 0;
    for (Fault fault : faults) {
      JsonNode body = fault.audit().body();
      RowCheck check = RowCheck.of(fault.audit().path(), body, answers.of(body));
      add("behind a " + fault.kind().id(), check.differences());
      rows.computeIfAbsent(fault.kind(), any -> new FaultRow())
          .add(fault, check.lost() - lost, check.doubleCounted() - doubleCounted);
      lost = check.lost();
      doubleCounted = check.doubleCounted();
    }
    ArrayNode array = figures.withArray("faults");
    rows.forEach((kind, row) -> row.put(array.addObject().put("name", kind.id())));
  }

  /** Adds the answers that were asked for meanwhile. */
  void probes(List<Answer> answers, ProbeCheck check) {
    Map<String, AnswerRow> phases = new TreeMap<>();
    AnswerRow all = new AnswerRow();
    for (Answer each : answers) {
      List<String> found = each.isTold() ? check.differences(each) : List.of();
      add("%s during %s".formatted(each.path(), each.phase()), found);
      if (each.outcome() == Answer.Outcome.WRONG) {
        add("during " + each.phase(), List.of(each.path() + " answered " + each.status()));
      }
      all.add(each, found.isEmpty());
      phases.computeIfAbsent(each.phase(), any -> new AnswerRow()).add(each, found.isEmpty());
    }
    all.put(figures.putObject("answers"));
    ObjectNode availability = figures.putObject("availability");
    phases.forEach((phase, row) -> row.put(availability.putObject(phase)));
  }

  /** Adds what was sent, and how much was held against the recount. */
  void sent(Traffic traffic, Totals all) {
    ObjectNode sent = figures.putObject("sent");
    sent.put("records", traffic.sent());
    sent.put("results", traffic.results());
    sent.put("repeated", traffic.repeated());
    sent.put("garbage", traffic.garbage());
    ObjectNode totals = figures.putObject("totals");
    totals.put("compared", compared);
    totals.put("different", differences.size());
    totals.put("hourRows", all.hours().size());
    totals.put("runs", all.runs().size());
    totals.put("devices", all.devices().size());
  }

  ObjectNode figures() {
    return figures;
  }

  /** The first of what differs, each with both numbers. */
  List<String> differences() {
    return differences.subList(0, Math.min(SHOWN, differences.size()));
  }

  boolean isExact() {
    return differences.isEmpty();
  }
}
