package org.cbnet.experiments.execution;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.cbnet.experiments.summary.Conservation;

/** The cloud's account of all results, told in parts: it only tells sums. One thread. */
final class Account {
  private Conservation before = new Conservation(0, 0, 0, 0, 0, 0);

  /** Results that agents said the broker has, in all parts before. */
  long acknowledged() {
    return before.acknowledged();
  }

  /**
   * What a part has added.
   *
   * @param told by the cloud when it had everything
   * @param acknowledged results, by the part's agent
   * @param rows distinct results of the part in the raw topic
   */
  Conservation next(JsonNode told, long acknowledged, long rows) {
    Conservation part =
        new Conservation(
            acknowledged,
            told.path("received").asLong() - before.received(),
            rows,
            told.path("lost").asLong() - before.lost(),
            told.path("doubleCounted").asLong() - before.doubleCounted(),
            told.path("duplicates").asLong() - before.duplicates());
    before = before.plus(part);
    return part;
  }

  /** Everything that does not hold, in words. */
  static List<String> problems(JsonNode told, Conservation part) {
    List<String> problems = new ArrayList<>();
    mustBe("results lost", 0, part.lost(), problems);
    mustBe("results counted twice", 0, part.doubleCounted(), problems);
    mustBe("results received", part.acknowledged(), part.received(), problems);
    mustBe("distinct results in the topic", part.acknowledged(), part.rows(), problems);
    // By the cloud's whole account: what it took for damaged is in no comparison.
    mustBe("results refused by the cloud", 0, told.path("refused").asLong(), problems);
    mustBe("results too late for the cloud", 0, told.path("late").asLong(), problems);
    for (JsonNode law : told.path("laws")) {
      if (!law.path("holds").asBoolean()) {
        problems.add("the law '%s' does not hold".formatted(law.path("name").asText()));
      }
    }
    return problems;
  }

  /** Notes what is not as it must be. */
  static void mustBe(String what, long expected, long found, List<String> problems) {
    if (expected != found) {
      problems.add("%s: %d instead of %d".formatted(what, found, expected));
    }
  }
}
