package org.cbnet.experiments.bench.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** The figures for people: each with the target that it is held against. */
final class StreamTable {
  private static final double OF_CEILING = 0.4;
  private static final double OF_NAIVE_BATCHED = 10;
  private static final double OF_NAIVE_SINGLE = 2.5;
  private static final double SPREAD = 0.3;
  private static final long STATE_BYTES = 8 << 10;
  private static final double VISIBLE_P99_MILLIS = 1_500;

  private final JsonNode figures;
  private PrintWriter out;

  StreamTable(JsonNode figures) {
    this.figures = figures;
  }

  void print(PrintWriter to) {
    out = to;
    line(
        "%-22s %12s %12s %12s %12s %11s %9s",
        "results/s", "ceiling", "framework", "naive", "ours", "ceiling x", "naive x");
    contest("1 thread, batches 20", figures.path("batched"), true);
    contest("1 thread, batches 1", figures.path("single"), false);
    JsonNode two = figures.path("twoThreads");
    contest("2 threads, batches 20", two.path("batched"), true);
    contest("2 threads, batches 1", two.path("single"), false);
    fleets(figures.path("byDevices"));
    state(figures.path("marginalStateBytesPerDevice"));
    freshness(figures.path("freshnessMillis"));
  }

  private void contest(String name, JsonNode row, boolean batched) {
    if (row.isMissingNode()) {
      return;
    }
    double ofCeiling = row.path("ratioToCeiling").path("ratio").asDouble(Double.NaN);
    double ofNaive = row.path("ratioToNaive").path("ratio").asDouble(Double.NaN);
    line(
        "%-22s %,12.0f %,12.0f %,12.0f %,12.0f %11.2f %9.1f",
        name,
        row.path("ceilingResultsPerSecond").asDouble(),
        row.path("frameworkResultsPerSecond").asDouble(),
        row.path("naiveResultsPerSecond").asDouble(),
        row.path("resultsPerSecond").asDouble(),
        ofCeiling,
        ofNaive);
    JsonNode cpu = row.path("perCpuSecond");
    line(
        "%-22s %,12.0f %,12.0f %,12.0f %,12.0f %11.2f %9.1f",
        "  a CPU second",
        cpu.path("ceilingResults").asDouble(),
        cpu.path("frameworkResults").asDouble(),
        cpu.path("naiveResults").asDouble(),
        cpu.path("results").asDouble(),
        cpu.path("ratioToCeiling").path("ratio").asDouble(Double.NaN),
        cpu.path("ratioToNaive").path("ratio").asDouble(Double.NaN));
    if (batched) {
      verdict("ours to ceiling at least " + OF_CEILING, ofCeiling >= OF_CEILING, ofCeiling);
      verdict("ours to naive at least " + OF_NAIVE_BATCHED, ofNaive >= OF_NAIVE_BATCHED, ofNaive);
    } else {
      verdict("ours to naive at least " + OF_NAIVE_SINGLE, ofNaive >= OF_NAIVE_SINGLE, ofNaive);
    }
  }

  private void fleets(JsonNode byDevices) {
    if (byDevices.isMissingNode()) {
      return;
    }
    byDevices.forEach(
        row ->
            line(
                "%,14d devices %,20.0f results/s",
                row.path("devices").asInt(), row.path("resultsPerSecond").asDouble()));
    double[] rates =
        StreamSupport.stream(byDevices.spliterator(), false)
            .mapToDouble(row -> row.path("resultsPerSecond").asDouble())
            .sorted()
            .toArray();
    double spread = 1 - rates[0] / rates[rates.length - 1];
    verdict("slowest fleet within 30 % of the fastest", spread <= SPREAD, spread);
  }

  private void state(JsonNode bytes) {
    if (!bytes.isMissingNode()) {
      verdict(
          "state of one more device at most 8 KiB",
          bytes.asLong() <= STATE_BYTES,
          bytes.asDouble());
    }
  }

  private void freshness(JsonNode millis) {
    if (millis.isMissingNode()) {
      return;
    }
    line(
        "capture to visible p50 %.0f ms, p99 %.0f ms; to committed p50 %.0f ms, p99 %.0f ms",
        millis.path("p50").asDouble(),
        millis.path("p99").asDouble(),
        millis.path("committed").path("p50").asDouble(),
        millis.path("committed").path("p99").asDouble());
    double p99 = millis.path("p99").asDouble();
    verdict("capture to visible p99 below 1500 ms", p99 < VISIBLE_P99_MILLIS, p99);
  }

  private void verdict(String target, boolean holds, double value) {
    if (!Double.isNaN(value)) {
      line("  %-44s %s (%.2f)", target, holds ? "holds" : "MISSED", value);
    }
  }

  private void line(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
  }
}
