package org.cbnet.experiments.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.cbnet.schemas.WireNames;

/** The comparison as text. */
final class DemoTable {
  static final String DISCLAIMER =
      "demo figures; for claims run `./cbnet evaluate` and `./cbnet experiment`";

  private static final String ROW = "%-18s %7s %9s %8s %8s %8s %20s %7s %9s %12s%n";

  private DemoTable() {}

  static String of(DemoResult result) {
    StringBuilder text = new StringBuilder();
    text.append(
        line(
            "strategy",
            "frames",
            "accuracy",
            "p50 us",
            "p95 us",
            "p99 us",
            "speed-up [95 %]",
            "exit",
            "bytes up",
            "mJ/inference"));
    JsonNode rows = result.comparison().path("strategies");
    rows.forEach(row -> text.append(row(row)));
    JsonNode conservation = result.conservation();
    text.append(
        "%nspeed-up against %s: median over %d rounds of the ratio within a round%n"
            .formatted(result.comparison().path("baseline").asText(), result.rounds()));
    text.append(
        "exit: share answered by an early exit; bytes up: telemetry as the cloud received it%n"
            .formatted());
    text.append("energy: %s%n".formatted(energy(rows)));
    text.append(
        "conservation: %s acknowledged, %s received, %s lost, %s counted twice, %s duplicates dropped%n"
            .formatted(
                conservation.path("acknowledged"),
                conservation.path("received"),
                conservation.path("lost"),
                conservation.path("doubleCounted"),
                conservation.path("duplicates")));
    return text.append(DISCLAIMER).append(System.lineSeparator()).toString();
  }

  private static String row(JsonNode row) {
    JsonNode latency = row.path("latencyMicros");
    return line(
        row.path("name").asText(),
        row.path("frames").asText(),
        number(row.path("accuracy"), 100, "%.2f %%"),
        number(latency.path("p50"), 1, "%.1f"),
        number(latency.path("p95"), 1, "%.1f"),
        number(latency.path("p99"), 1, "%.1f"),
        speedup(row.path("speedupVsBaseline")),
        number(row.path("exitRatio"), 100, "%.1f %%"),
        number(row.path("bytesUpPerFrame"), 1, "%.1f"),
        number(row.path("joulesPerInference"), 1000, "%.2f"));
  }

  private static String speedup(JsonNode speedup) {
    String ratio = number(speedup.path("ratio"), 1, "%.2f");
    return speedup.path("low").isNumber()
        ? "%s [%s, %s]"
            .formatted(
                ratio,
                number(speedup.path("low"), 1, "%.2f"),
                number(speedup.path("high"), 1, "%.2f"))
        : ratio;
  }

  private static String energy(JsonNode rows) {
    String source = rows.path(0).path("energySource").asText("none");
    return source.startsWith(WireNames.MODELLED_SOURCE)
        ? "modelled from the agent's own CPU time ("
            + source
            + "): it follows from CPU time and carries no claim;\n"
            + "        CPU time may come in steps of 10 ms, so few frames tell little"
        : source;
  }

  private static String number(JsonNode value, double scale, String format) {
    return value.isNumber() ? String.format(Locale.ROOT, format, value.asDouble() * scale) : "-";
  }

  private static String line(String... cells) {
    return ROW.formatted((Object[]) cells);
  }
}
