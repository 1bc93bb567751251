package org.cbnet.experiments.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cbnet.experiments.demo.TopicRecount.Count;

/**
 * What the cloud answered at the end, and what was counted beside it.
 *
 * @param acknowledged results that the agents say the broker has
 * @param comparison the cloud's comparison of the run
 * @param conservation the cloud's account of everything it has taken in
 * @param recount the run counted again from the raw topic, by strategy
 */
record DemoResult(
    String runId,
    URI page,
    int rounds,
    long acknowledged,
    JsonNode comparison,
    JsonNode conservation,
    Map<String, Count> recount) {

  DemoResult {
    recount = Map.copyOf(recount);
  }

  /** Everything that does not hold, in words; empty is what a demo must end with. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    mustBe("results lost", 0, conservation.path("lost").asLong(-1), problems);
    mustBe("results counted twice", 0, conservation.path("doubleCounted").asLong(-1), problems);
    mustBe("results received", acknowledged, conservation.path("received").asLong(-1), problems);
    for (JsonNode law : conservation.path("laws")) {
      if (!law.path("holds").asBoolean()) {
        problems.add("the law '%s' does not hold".formatted(law.path("name").asText()));
      }
    }
    for (JsonNode row : comparison.path("strategies")) {
      compare(row, recount.getOrDefault(row.path("name").asText(), Count.NONE), problems);
    }
    mustBe("strategies compared", recount.size(), comparison.path("strategies").size(), problems);
    return problems;
  }

  private static void compare(JsonNode row, Count count, List<String> problems) {
    String name = row.path("name").asText();
    mustBe(
        "frames of %s, recounted from the topic,".formatted(name),
        count.results(),
        row.path("frames").asLong(-1),
        problems);
    double accuracy = (double) count.correct() / count.labelled();
    if (row.path("accuracy").asDouble(-1) != accuracy) {
      problems.add(
          "the accuracy of %s is %s in the cloud, %s recounted from the topic"
              .formatted(name, row.path("accuracy"), accuracy));
    }
  }

  private static void mustBe(String what, long expected, long found, List<String> problems) {
    if (expected != found) {
      problems.add("%s: %d instead of %d".formatted(what, found, expected));
    }
  }
}
