package org.cbnet.trainer.evaluation.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cbnet.trainer.evaluation.latency.Ratio;

/**
 * Whether two evaluations tell the same: two speed-ups agree where their intervals have a value in
 * common.
 *
 * @param rows one a network and kind of speed-up
 */
public record RunComparison(List<Row> rows) {
  private static final List<String> KINDS = List.of("speedupVsLenet", "meanSpeedupVsLenet");

  public RunComparison {
    rows = List.copyOf(rows);
  }

  /**
   * One speed-up of one network in both runs.
   *
   * @param network name of the row
   * @param kind key of the figure
   * @param first of the first run; null where it has none
   * @param second of the second run; null where it has none
   */
  public record Row(String network, String kind, Ratio first, Ratio second) {
    /** Whether both have a figure, and the intervals overlap. */
    public boolean agrees() {
      return first != null && second != null && first.overlaps(second);
    }

    /** Whether each run's figure lies in the other's interval: more than agreement asks. */
    public boolean pointsWithin() {
      return first != null
          && second != null
          && first.holds(second.ratio())
          && second.holds(first.ratio());
    }
  }

  /**
   * Compares two results files.
   *
   * @throws IllegalArgumentException where they are not two evaluations of the same data set
   */
  public static RunComparison of(JsonNode first, JsonNode second) {
    String one = first.path("dataset").asText("none");
    String other = second.path("dataset").asText("none");
    if (!one.equals(other) || !first.path("models").isArray() || !second.path("models").isArray()) {
      throw new IllegalArgumentException(
          "not two evaluations of one data set: data sets %s and %s".formatted(one, other));
    }
    Map<String, JsonNode> left = models(first);
    Map<String, JsonNode> right = models(second);
    Set<String> names = new TreeSet<>(left.keySet());
    names.addAll(right.keySet());
    List<Row> rows = new ArrayList<>();
    for (String name : names) {
      for (String kind : KINDS) {
        Ratio a = ratio(left.get(name), kind);
        Ratio b = ratio(right.get(name), kind);
        rows.add(new Row(name, kind, a, b));
      }
    }
    return new RunComparison(rows);
  }

  /** Whether all agree. */
  public boolean agrees() {
    return rows.stream().allMatch(Row::agrees);
  }

  private static Map<String, JsonNode> models(JsonNode run) {
    Map<String, JsonNode> models = new LinkedHashMap<>();
    run.path("models").forEach(model -> models.put(model.path("name").asText(), model));
    return models;
  }

  private static Ratio ratio(JsonNode model, String kind) {
    if (model == null || !model.path(kind).isObject()) {
      return null;
    }
    JsonNode ratio = model.path(kind);
    return new Ratio(
        ratio.path("ratio").asDouble(),
        ratio.path("low").asDouble(),
        ratio.path("high").asDouble());
  }
}
