package org.cbnet.experiments.chaos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Answers counted by their outcome, those that were put off also by why. Not thread-safe. */
final class AnswerRow {
  private final Map<Answer.Outcome, Long> counts = new EnumMap<>(Answer.Outcome.class);
  private final Map<String, Long> reasons = new TreeMap<>();
  private long exact;
  private long stale;

  void add(Answer answer, boolean isExact) {
    counts.merge(answer.outcome(), 1L, Long::sum);
    if (answer.outcome() == Answer.Outcome.LATER) {
      reasons.merge(answer.reason(), 1L, Long::sum);
    }
    if (answer.isTold()) {
      exact += isExact ? 1 : 0;
      stale += answer.body().path("stale").isEmpty() ? 0 : 1;
    }
  }

  void put(ObjectNode row) {
    long told = count(Answer.Outcome.TOLD);
    long answers =
        told
            + count(Answer.Outcome.LATER)
            + count(Answer.Outcome.WRONG)
            + count(Answer.Outcome.BROKEN);
    row.put("answers", answers);
    row.put("told", told);
    row.put("exact", exact);
    row.put("stale", stale);
    row.put("unavailable", count(Answer.Outcome.LATER));
    row.put("wrong", count(Answer.Outcome.WRONG) + told - exact);
    row.put("broken", count(Answer.Outcome.BROKEN));
    row.put("nobodyListened", count(Answer.Outcome.REFUSED));
    row.put("share", answers == 0 ? 0 : (double) told / answers);
    reasons.forEach(row.putObject("reasons")::put);
  }

  private long count(Answer.Outcome outcome) {
    return counts.getOrDefault(outcome, 0L);
  }
}
