package org.cbnet.experiments.report;

import java.util.List;
import java.util.Objects;
import org.cbnet.experiments.definition.Arm;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.definition.ImageChoice;
import org.cbnet.experiments.summary.ConditionSummary;
import org.cbnet.experiments.summary.Environment;
import org.cbnet.experiments.summary.Summary;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.trainer.evaluation.page.Markup;
import org.cbnet.trainer.evaluation.page.Table;

/** The page's parts that are of the whole run. */
final class Sections {
  private Sections() {}

  /** A heading and its list; nothing where that is empty. */
  static void list(Markup page, String title, List<String> items) {
    if (!items.isEmpty()) {
      page.element("h2", title).open("ul");
      items.forEach(item -> page.element("li", item));
      page.close();
    }
  }

  /** Where each condition is; nothing where there is one. */
  static void contents(Markup page, Summary summary) {
    List<ConditionSummary> conditions = summary.conditions();
    if (conditions.size() < 2) {
      return;
    }
    page.open("nav", "aria-label", "Conditions").open("ul");
    for (int i = 0; i < conditions.size(); i++) {
      page.open("li");
      page.element(
          "a",
          ConditionText.of(conditions.get(i).condition()),
          "href",
          "#" + ConditionSection.id(i + 1));
      page.close();
    }
    page.close().close();
  }

  /** Maps over links and device speeds; they name a fastest arm, so of valid runs only. */
  static void maps(Markup page, Summary summary) {
    Definition definition = summary.definition();
    if (!summary.isValid() || !LeastLatencyMap.isWorthDrawing(definition)) {
      return;
    }
    page.element("h2", "Least mean latency over links and device speeds");
    for (KnownDataSet dataSet : definition.dataSets()) {
      for (ImageChoice images : definition.images()) {
        Table.write(
            page,
            "%s (%s)"
                .formatted(
                    ConditionText.images(dataSet.id(), images.name()),
                    summary.environment().heading()),
            LeastLatencyMap.header(definition),
            LeastLatencyMap.rows(summary, dataSet, images));
      }
    }
    page.element(
        "p",
        "The arm with the least mean over all timed frames, and how many times that the next one"
            + " took. No test was made of it: a small ratio is no difference.",
        "class",
        "caption");
  }

  static void conservation(Markup page, Summary summary) {
    page.element("h2", "Conservation");
    Table.write(
        page,
        "What was sent, and what arrived",
        RunText.CONSERVATION,
        List.of(RunText.counts(summary.conservation())));
  }

  static void arms(Markup page, Definition definition) {
    Table.write(
        page,
        "Arms",
        List.of("arm", "strategy", "bundle", "entropy threshold, nats"),
        definition.arms().stream().map(Sections::arm).toList());
  }

  private static List<String> arm(Arm arm) {
    return List.of(
        arm.name(),
        arm.strategy().id(),
        arm.bundle(),
        arm.thresholdNats().isPresent()
            ? Figures.plain(arm.thresholdNats().getAsDouble())
            : "the bundle's");
  }

  static void environment(Markup page, Environment environment) {
    page.element("h2", "Environment");
    Table.write(
        page,
        "Measured on",
        List.of("what", "value"),
        List.of(
            row("processor", environment.processor()),
            row("cores", Figures.count(environment.cores())),
            row("architecture", environment.architecture()),
            row("kernel", environment.kernel()),
            row("JDK", environment.jdk()),
            row("ONNX Runtime", environment.onnxRuntime()),
            row("version", environment.productVersion()),
            row("commit", environment.commit()),
            row("frequency governor", environment.governor()),
            row("load average at the start", Figures.fixed(2, environment.load1Minute())),
            row("steal %", Figures.percent(environment.stealShare()))));
  }

  private static List<String> row(String what, String value) {
    return List.of(what, Objects.requireNonNullElse(value, "unknown"));
  }
}
