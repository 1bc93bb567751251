package org.cbnet.experiments.report;

import java.util.List;
import org.cbnet.experiments.definition.Arm;
import org.cbnet.experiments.definition.Definition;
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

  /** Maps over links and device speeds; they name a fastest arm, so of valid runs only. */
  static void maps(Markup page, Summary summary) {
    Definition definition = summary.definition();
    if (!summary.isValid() || !LeastLatencyMap.isWorthDrawing(definition)) {
      return;
    }
    page.element("h2", "Least mean latency over links and device speeds");
    for (KnownDataSet dataSet : definition.dataSets()) {
      Table.write(
          page,
          "%s (%s)".formatted(dataSet.id(), summary.environment().heading()),
          LeastLatencyMap.header(definition),
          LeastLatencyMap.rows(summary, dataSet));
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
        "Results of the whole run",
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
            List.of("processor", environment.processor()),
            List.of("cores", Figures.count(environment.cores())),
            List.of("architecture", environment.architecture()),
            List.of("kernel", environment.kernel()),
            List.of("JDK", environment.jdk()),
            List.of("ONNX Runtime", environment.onnxRuntime()),
            List.of("version", environment.productVersion()),
            List.of("commit", environment.commit()),
            List.of("frequency governor", environment.governor()),
            List.of("load average at the start", Figures.fixed(2, environment.load1Minute())),
            List.of("steal %", Figures.percent(environment.stealShare()))));
  }
}
