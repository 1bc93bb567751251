package org.cbnet.edge;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cbnet.edge.energy.EnergyReading;
import org.cbnet.edge.energy.MeterCounters;
import org.cbnet.edge.energy.MeterKind;
import org.cbnet.edge.energy.instrument.Calibration;
import org.cbnet.edge.energy.instrument.Metering.Finding;

/** What {@code agent meter} found and measured, for people and as JSON; one source, one figure. */
final class MeterReport {
  private static final double NANOS_PER_SECOND = 1e9;

  private final String board;
  private final List<Finding> findings;
  private final Map<String, MeterTotal> totals = new LinkedHashMap<>();
  private MeterCounters counters = MeterCounters.NONE;
  private OptionalDouble celsius = OptionalDouble.empty();
  private Optional<Boolean> throttled = Optional.empty();

  MeterReport(String board, List<Finding> findings) {
    this.board = board;
    this.findings = List.copyOf(findings);
  }

  /** Whether the model is what was asked for. */
  boolean modelled() {
    return findings.stream().anyMatch(f -> f.used() && f.kind() == MeterKind.MODEL);
  }

  /** Whether no instrument covered a single second. */
  boolean onlyModelled() {
    return totals.values().stream().noneMatch(MeterTotal::metered);
  }

  void list(PrintWriter out) {
    out.println("board " + board);
    for (Finding finding : findings) {
      out.printf(
          "%s %-8s %s%n",
          finding.used() ? "*" : " ",
          finding.kind(),
          finding.whyNot().map(reason -> "no: " + reason).orElse("yes"));
    }
    out.flush();
  }

  void add(EnergyReading reading, long nanos, PrintWriter out) {
    double seconds = nanos / NANOS_PER_SECOND;
    totals.computeIfAbsent(reading.source(), MeterTotal::new).add(reading, seconds);
    celsius = reading.temperatureCelsius();
    throttled =
        reading.throttled().map(held -> held || throttled.orElse(false)).or(() -> throttled);
    out.printf(
        Locale.ROOT,
        "%9.3f W%s  %s%n",
        reading.grossJoules() / seconds,
        plusMinus(reading.uncertaintyJoules(), seconds),
        reading.source());
    out.flush();
  }

  void end(MeterCounters seen, PrintWriter out) {
    counters = seen;
    for (MeterTotal total : totals.values()) {
      out.printf(
          Locale.ROOT,
          "%s: %.3f W%s over %.1f s%s%n",
          total.source(),
          total.watts(),
          plusMinus(total.uncertaintyWatts(), 1),
          total.seconds(),
          total.idleWatts().isPresent()
              ? String.format(Locale.ROOT, ", idle %.3f W", total.idleWatts().getAsDouble())
              : ", idle not calibrated");
    }
    out.printf(
        "samples %d, failures %d, gaps %d%s%s%n",
        counters.samples(),
        counters.failures(),
        counters.gaps(),
        celsius.isPresent()
            ? String.format(Locale.ROOT, ", processor %.1f C", celsius.getAsDouble())
            : "",
        throttled.map(held -> held ? ", throttled" : ", not throttled").orElse(""));
    out.flush();
  }

  /** The mean as idle power, where one instrument covered every second. */
  Optional<Calibration> calibration() {
    return totals.size() == 1 ? totals.values().iterator().next().calibration() : Optional.empty();
  }

  String whyNotCalibrated() {
    return onlyModelled()
        ? "the model has an idle power of its own, and no instrument answers"
        : "the instrument did not cover all of the time, or changed what it tells";
  }

  void write(Path file) throws IOException {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("board", board);
    root.put("meters", findings.stream().map(MeterReport::json).toList());
    root.put("sources", totals.values().stream().map(MeterTotal::json).toList());
    root.put("samples", counters.samples());
    root.put("failures", counters.failures());
    root.put("gaps", counters.gaps());
    root.put("modelledSeconds", counters.modelledLaps());
    root.put("temperatureCelsius", celsius.isPresent() ? celsius.getAsDouble() : null);
    root.put("throttled", throttled.orElse(null));
    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
  }

  private static Map<String, Object> json(Finding finding) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("name", finding.kind().toString());
    node.put("used", finding.used());
    node.put("available", finding.whyNot().isEmpty());
    node.put("reason", finding.whyNot().orElse(null));
    return node;
  }

  private static String plusMinus(OptionalDouble joules, double seconds) {
    return joules.isPresent()
        ? String.format(Locale.ROOT, " +- %.3f W", joules.getAsDouble() / seconds)
        : " (uncertainty not stated)";
  }
}
