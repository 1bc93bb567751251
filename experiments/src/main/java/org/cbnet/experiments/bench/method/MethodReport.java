package org.cbnet.experiments.bench.method;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a run of the bench found.
 *
 * @param plan of it
 * @param repetitions of all forms
 * @param seconds that it took
 */
record MethodReport(MethodPlan plan, List<Repetition> repetitions, double seconds) {
  /** Repetitions below which chance decides too much for a verdict. */
  static final int ENOUGH = 200;

  private static final double MOST_REJECTIONS = 16.0 / 200;
  private static final double LEAST_FOUND = 190.0 / 200;
  private static final double LEAST_UNIFORMITY = 0.01;

  MethodReport {
    repetitions = List.copyOf(repetitions);
  }

  /** Whether there are enough repetitions for a verdict. */
  boolean isJudged() {
    return repetitions.size() >= ENOUGH;
  }

  /** Whether the method keeps its level and finds what was planted, over all forms. */
  boolean holds() {
    Tally all = Tally.of(repetitions);
    return all.aaRejections() <= MOST_REJECTIONS * all.repetitions()
        && all.aaUniformityP() >= LEAST_UNIFORMITY
        && all.plantedFound() >= LEAST_FOUND * all.repetitions();
  }

  /** Stable names: all forms at the top, each below {@code forms}. */
  ObjectNode figures() {
    ObjectNode figures = new ObjectMapper().createObjectNode();
    Tally.of(repetitions).put(figures);
    figures
        .put("judged", isJudged())
        .put("holds", holds())
        .put("plantedPercent", 100 * plan.plantedShare())
        .put("clusters", plan.clusters())
        .put("sessions", plan.sessions())
        .put("rounds", plan.rounds())
        .put("seed", plan.seed())
        .put("seconds", Math.round(seconds))
        .put("cores", Runtime.getRuntime().availableProcessors())
        .put("architecture", System.getProperty("os.arch"))
        .put("java", Runtime.version().toString());
    ObjectNode forms = figures.putObject("forms");
    byForm().forEach((form, of) -> Tally.of(of).put(forms.putObject(form.id())));
    for (Repetition each : repetitions) {
      figures
          .withArray("pValues")
          .addObject()
          .put("form", each.form().id())
          .put("spread", each.sameSpread())
          .put("same", each.samePValue())
          .put("planted", each.plantedPValue())
          .put("small", each.smallPValue());
    }
    return figures;
  }

  /** A table, and the verdict below it. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        "form      repetitions  A/A rejected  uniformity p  +%.0f %% found  power at +2 %%  processes apart%n"
            .formatted(100 * plan.plantedShare()));
    byForm().forEach((form, of) -> text.append(line(form.id(), Tally.of(of))));
    text.append(line("all", Tally.of(repetitions)));
    text.append(verdict()).append(System.lineSeparator());
    return text.toString();
  }

  private String verdict() {
    if (!isJudged()) {
      return "A quick look: %d repetitions are needed for a verdict.".formatted(ENOUGH);
    }
    return (holds() ? "HOLDS: " : "FAILS: ")
        + "of 200 at most 16 rejected, p-values uniform (p >= 0.01), planted slowdown found in 190.";
  }

  // A form that had one repetition has no uniformity to test.
  private Map<Form, List<Repetition>> byForm() {
    Map<Form, List<Repetition>> forms =
        repetitions.stream()
            .collect(
                Collectors.groupingBy(
                    Repetition::form, () -> new EnumMap<>(Form.class), Collectors.toList()));
    forms.values().removeIf(of -> of.size() < 2);
    return forms;
  }

  private static String line(String name, Tally tally) {
    return String.format(
        Locale.ROOT,
        "%-9s %11d  %12d  %12.3f  %11d  %14.2f  %13.2f %%%n",
        name,
        tally.repetitions(),
        tally.aaRejections(),
        tally.aaUniformityP(),
        tally.plantedFound(),
        tally.powerAt2Percent(),
        100 * tally.medianSpread());
  }
}
