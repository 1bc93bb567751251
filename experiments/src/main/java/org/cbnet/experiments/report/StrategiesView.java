package org.cbnet.experiments.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.cbnet.experiments.summary.ArmSummary;
import org.cbnet.experiments.summary.Energy;
import org.cbnet.experiments.summary.Figure;
import org.cbnet.experiments.summary.Latency;
import org.cbnet.experiments.summary.Summary;

/** The arms of the first condition under the keys that every command with strategies writes. */
final class StrategiesView {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private StrategiesView() {}

  static ArrayNode of(Summary summary) {
    ArrayNode strategies = NODES.arrayNode();
    summary.conditions().stream()
        .limit(1)
        .flatMap(condition -> condition.arms().stream())
        .forEach(arm -> strategies.add(strategy(arm)));
    return strategies;
  }

  private static ObjectNode strategy(ArmSummary arm) {
    ObjectNode json = NODES.objectNode();
    json.put("name", arm.name());
    json.put("frames", arm.frames());
    put(json, "accuracy", arm.accuracy().map(Figure::value).orElse(Double.NaN));
    json.set("latencyMicros", arm.latency().map(StrategiesView::latency).orElse(null));
    json.set("speedupVsBaseline", arm.speedup().map(StrategiesView::ratio).orElse(null));
    put(json, "exitRatio", arm.exitRatio());
    put(json, "offloadRatio", arm.offloadRatio());
    put(json, "fallbackRatio", arm.fallbackRatio());
    put(json, "bytesUpPerFrame", arm.bytesUpPerFrame());
    put(
        json,
        "joulesPerInference",
        arm.energy().map(Energy::joulesPerInference).orElse(Double.NaN));
    json.put("energySource", arm.energy().map(Energy::source).orElse(null));
    return json;
  }

  private static ObjectNode latency(Latency latency) {
    ObjectNode json = NODES.objectNode();
    put(json, "p50", latency.p50());
    put(json, "p95", latency.p95());
    put(json, "p99", latency.p99());
    put(json, "mean", latency.mean());
    return json;
  }

  private static ObjectNode ratio(Figure figure) {
    ObjectNode json = NODES.objectNode();
    put(json, "ratio", figure.value());
    put(json, "low", figure.low());
    put(json, "high", figure.high());
    return json;
  }

  private static void put(ObjectNode json, String key, double value) {
    json.put(key, Double.isFinite(value) ? Double.valueOf(value) : null);
  }
}
