package org.cbnet.experiments.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cbnet.experiments.definition.Condition;
import org.cbnet.experiments.summary.ArmSummary;
import org.cbnet.experiments.summary.ConditionSummary;
import org.cbnet.experiments.summary.Environment;
import org.cbnet.experiments.summary.Figure;
import org.cbnet.experiments.summary.Latency;
import org.cbnet.experiments.summary.Summary;

/**
 * Two runs side by side, as text. Intervals that overlap are no proof of equality, and times of two
 * runs are under two conditions of the machine: only speed-ups were measured within one.
 */
public final class RunComparison {
  private static final List<String> HEADER =
      List.of(
          "arm",
          "accuracy % A",
          "B",
          "intervals",
          "p50 µs A",
          "B",
          "B/A",
          "speed-up A",
          "B",
          "intervals");

  private final Summary first;
  private final Summary second;

  private RunComparison(Summary first, Summary second) {
    this.first = first;
    this.second = second;
  }

  /** The comparison, each line ended. */
  public static String write(Summary first, Summary second) {
    return new RunComparison(first, second)
        .lines()
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private Stream<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("A  " + run(first));
    lines.add("B  " + run(second));
    differences().forEach(difference -> lines.add("differs: " + difference));
    for (Condition condition : conditions()) {
      lines.add("");
      lines.add(ConditionText.of(condition));
      lines.addAll(TextColumns.align(rows(condition)));
    }
    lines.add("");
    lines.addAll(VerdictChanges.of(first, second));
    return lines.stream();
  }

  private static String run(Summary summary) {
    return "%s  %s%s"
        .formatted(
            RunText.identity(summary),
            summary.environment().heading(),
            summary.isValid() ? "" : "  INVALID");
  }

  // What must be the same for two runs to measure the same.
  private List<String> differences() {
    List<String> differences = new ArrayList<>();
    if (!first.definition().equals(second.definition())) {
      differences.add("definition");
    }
    differ(differences, "processor", Environment::processor);
    differ(differences, "commit", Environment::commit);
    differ(differences, "ONNX Runtime", Environment::onnxRuntime);
    differ(differences, "JDK", Environment::jdk);
    return differences;
  }

  private void differ(List<String> differences, String name, Function<Environment, String> value) {
    String a = value.apply(first.environment());
    String b = value.apply(second.environment());
    if (!Objects.equals(a, b)) {
      differences.add("%s: %s, %s".formatted(name, a, b));
    }
  }

  private Set<Condition> conditions() {
    return Stream.of(first, second)
        .flatMap(summary -> summary.conditions().stream())
        .map(ConditionSummary::condition)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private List<List<String>> rows(Condition condition) {
    List<ArmSummary> ours = arms(first, condition);
    List<ArmSummary> theirs = arms(second, condition);
    List<List<String>> rows = new ArrayList<>(List.of(HEADER));
    Stream.concat(ours.stream(), theirs.stream())
        .map(ArmSummary::name)
        .distinct()
        .forEach(name -> rows.add(row(name, arm(ours, name), arm(theirs, name))));
    return rows;
  }

  private static List<String> row(String name, Optional<ArmSummary> a, Optional<ArmSummary> b) {
    return List.of(
        name,
        Figures.orNone(a.flatMap(ArmSummary::accuracy), Figures::share),
        Figures.orNone(b.flatMap(ArmSummary::accuracy), Figures::share),
        overlap(a.flatMap(ArmSummary::accuracy), b.flatMap(ArmSummary::accuracy)),
        micros(median(a)),
        micros(median(b)),
        Figures.fixed(2, median(b) / median(a)),
        Figures.orNone(a.flatMap(ArmSummary::speedup), Figures::ratio),
        Figures.orNone(b.flatMap(ArmSummary::speedup), Figures::ratio),
        overlap(a.flatMap(ArmSummary::speedup), b.flatMap(ArmSummary::speedup)));
  }

  private static String overlap(Optional<Figure> a, Optional<Figure> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return Figures.NONE;
    }
    boolean overlap = a.get().low() <= b.get().high() && b.get().low() <= a.get().high();
    return overlap ? "overlap" : "APART";
  }

  private static double median(Optional<ArmSummary> arm) {
    return arm.flatMap(ArmSummary::latency).map(Latency::p50).orElse(Double.NaN);
  }

  private static String micros(double micros) {
    return Figures.fixed(1, micros);
  }

  private static List<ArmSummary> arms(Summary summary, Condition condition) {
    return summary.conditions().stream()
        .filter(measured -> measured.condition().equals(condition))
        .flatMap(measured -> measured.arms().stream())
        .toList();
  }

  private static Optional<ArmSummary> arm(List<ArmSummary> arms, String name) {
    return arms.stream().filter(arm -> arm.name().equals(name)).findFirst();
  }
}
