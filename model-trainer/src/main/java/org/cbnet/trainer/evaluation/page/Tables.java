package org.cbnet.trainer.evaluation.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.cbnet.trainer.evaluation.Interval;
import org.cbnet.trainer.evaluation.accuracy.AccuracyDifference;
import org.cbnet.trainer.evaluation.accuracy.ClassFigures;
import org.cbnet.trainer.evaluation.accuracy.DifficultyFigures;
import org.cbnet.trainer.evaluation.accuracy.SeedFigures;
import org.cbnet.trainer.evaluation.judge.ConversionFigures;
import org.cbnet.trainer.evaluation.report.Comparison;
import org.cbnet.trainer.evaluation.report.EvaluationReport;
import org.cbnet.trainer.evaluation.report.FigureText;
import org.cbnet.trainer.evaluation.report.ModelFigures;

/** The page's tables. */
final class Tables {
  private Tables() {}

  static void main(Markup page, EvaluationReport report) {
    List<List<String>> rows = new ArrayList<>();
    for (ModelFigures model : report.models()) {
      rows.add(
          List.of(
              model.name(),
              FigureText.form(model),
              FigureText.accuracy(model),
              FigureText.seeds(model),
              FigureText.percent(model.exitRatio()),
              FigureText.fixed(1, model.latencyMicros().p50()),
              FigureText.fixed(1, model.latencyMicros().p10Block())
                  + " / "
                  + FigureText.fixed(1, model.latencyMicros().p90Block()),
              FigureText.ratio(model.speedupVsLenet()),
              FigureText.ratio(model.meanSpeedupVsLenet()),
              model.throughputPerSecond() == null
                  ? "-"
                  : FigureText.count(Math.round(model.throughputPerSecond())),
              FigureText.count(model.macs()),
              FigureText.count(model.parameters()),
              FigureText.count(Math.round(model.bytes() / 1024.0))));
    }
    Table.write(
        page,
        List.of(
            "network",
            "form",
            "accuracy %",
            "seeds' mean %",
            "exit 1 %",
            "p50 µs",
            "fast / slow µs",
            "speed-up, medians",
            "speed-up, means",
            "frames/s, batch 32",
            "MACs",
            "parameters",
            "KiB"),
        rows);
  }

  static void difficulty(Markup page, EvaluationReport report) {
    List<List<String>> rows = new ArrayList<>();
    for (ModelFigures model : report.models()) {
      DifficultyFigures figures = model.difficulty();
      if (figures != null) {
        rows.add(List.of(model.name(), part(figures.easy()), part(figures.hard())));
      }
    }
    Table.write(page, List.of("network", "easy frames", "hard frames"), rows);
  }

  static void comparisons(Markup page, EvaluationReport report) {
    List<List<String>> rows = new ArrayList<>();
    for (Comparison comparison : report.ofCbnet()) {
      AccuracyDifference accuracy = comparison.accuracy();
      rows.add(
          List.of(
              comparison.other(),
              interval(accuracy),
              FigureText.points(accuracy.lowerBound()),
              comparison.hardAccuracy() == null ? "-" : interval(comparison.hardAccuracy()),
              accuracy.seeds() + " / " + accuracy.otherSeeds(),
              FigureText.ratio(comparison.speedup()),
              FigureText.ratio(comparison.meanSpeedup())));
    }
    Table.write(
        page,
        List.of(
            "cbnet against",
            "accuracy, points",
            "at least, one-sided 95 %",
            "on hard frames, points",
            "seeds",
            "times as fast, medians",
            "times as fast, means"),
        rows);
  }

  private static String interval(AccuracyDifference accuracy) {
    return "%s [%s, %s]"
        .formatted(
            FigureText.points(accuracy.difference()),
            FigureText.points(accuracy.low()),
            FigureText.points(accuracy.high()));
  }

  static void conversions(Markup page, EvaluationReport report) {
    List<List<String>> rows = new ArrayList<>();
    for (ModelFigures model : report.models()) {
      for (ConversionFigures figures : model.conversions()) {
        rows.add(
            List.of(
                model.name(),
                figures.judge(),
                Integer.toString(figures.frames()),
                // An image of the frame's own size is not made smaller.
                figures.reduced().equals(figures.before()) ? "-" : shares(figures.reduced()),
                shares(figures.after()),
                interval(figures.after().easyRight(), figures.frames()),
                FigureText.percent(figures.before().right())
                    + " / "
                    + FigureText.percent(figures.after().right()),
                FigureText.fixed(2, figures.before().entropyNats())
                    + " / "
                    + FigureText.fixed(2, figures.after().entropyNats())));
      }
    }
    Table.write(
        page,
        List.of(
            "network",
            "judge",
            "hard for it",
            "only made smaller: easy and right / easy and wrong %",
            "converted %",
            "easy and right, interval %",
            "right at all before / after %",
            "entropy before / after, nats"),
        rows);
  }

  private static String interval(double share, int frames) {
    Interval interval = Interval.wilson(Math.round(share * frames), frames);
    return FigureText.percent(interval.low()) + "-" + FigureText.percent(interval.high());
  }

  private static String shares(ConversionFigures.Shares shares) {
    return FigureText.percent(shares.easyRight()) + " / " + FigureText.percent(shares.easyWrong());
  }

  static void seeds(Markup page, EvaluationReport report) {
    List<List<String>> rows = new ArrayList<>();
    for (ModelFigures model : report.models()) {
      for (SeedFigures seed : model.seeds()) {
        rows.add(
            List.of(
                model.name(),
                Objects.requireNonNullElse(model.label(), "-"),
                seed.seed() == null ? "-" : seed.seed().toString(),
                FigureText.percent(seed.validationAccuracy()),
                FigureText.percent(seed.accuracy()) + (seed.recorded() ? " *" : "")));
      }
    }
    Table.write(page, List.of("network", "trained", "seed", "validation %", "test %"), rows);
  }

  static void classes(Markup page, ModelFigures model) {
    List<List<String>> rows = new ArrayList<>();
    for (ClassFigures figures : model.classes()) {
      rows.add(
          List.of(
              figures.name(),
              FigureText.percent(figures.precision()),
              FigureText.percent(figures.recall()),
              FigureText.percent(figures.f1()),
              FigureText.count((long) figures.support())));
    }
    Table.write(page, List.of("class", "precision %", "recall %", "F1 %", "frames"), rows);
  }

  static void variants(Markup page, EvaluationReport report) {
    List<List<String>> rows = new ArrayList<>();
    for (ModelFigures model : report.models()) {
      if (model.variants() != null) {
        model.variants().forEach(variant -> rows.add(variant(model.name(), variant)));
      }
    }
    Table.write(
        page,
        List.of(
            "network", "variant", "validation %", "KiB", "times as fast as its own form", "chosen"),
        rows);
  }

  // Another command's file: what it lacks is shown as absent.
  private static List<String> variant(String network, JsonNode variant) {
    JsonNode latency = variant.path("timesAsFast");
    return List.of(
        network,
        variant.path("variant").asText("-"),
        variant.path("validationAccuracy").isNumber()
            ? FigureText.percent(variant.path("validationAccuracy").asDouble())
            : "-",
        variant.path("bytes").isNumber()
            ? FigureText.count(Math.round(variant.path("bytes").asDouble() / 1024))
            : "-",
        latency.isObject()
            ? "%s [%s, %s]"
                .formatted(
                    FigureText.fixed(2, latency.path("ratio").asDouble()),
                    FigureText.fixed(2, latency.path("low").asDouble()),
                    FigureText.fixed(2, latency.path("high").asDouble()))
            : "-",
        variant.path("chosen").asBoolean() ? "yes" : "");
  }

  private static String part(DifficultyFigures.Part part) {
    return "%s %% (%s of %s)"
        .formatted(
            FigureText.percent(part.accuracy()),
            FigureText.count((long) part.correct()),
            FigureText.count((long) part.frames()));
  }
}
