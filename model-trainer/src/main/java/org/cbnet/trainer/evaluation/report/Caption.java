package org.cbnet.trainer.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cbnet.trainer.evaluation.latency.LatencyPlan;

/** Says under figures how they came to be, and how far they may be trusted. */
public final class Caption {
  private Caption() {}

  /** One sentence or two a line. */
  public static List<String> of(EvaluationReport report) {
    List<String> lines = new ArrayList<>();
    lines.addAll(Contributions.of(report));
    lines.add(images(report));
    lines.add(method(report));
    lines.add(machine(report));
    lines.add(aaCheck(report.aaCheck()));
    if (!report.enoughForClaims()) {
      lines.add(
          "a quick look, below what a claim needs: at least %d rounds over %d processes, on the whole test set"
              .formatted(LatencyPlan.CLAIM_ROUNDS, LatencyPlan.CLAIM_JVMS));
    }
    if (report.hardFrames() != null) {
      lines.add("hard: accuracy where the " + report.hardFrames());
    }
    if (report.models().stream()
        .flatMap(model -> model.seeds().stream())
        .anyMatch(seed -> seed.recorded())) {
      lines.add("*: some of the seeds' accuracies are figures recorded in an earlier run");
    }
    lines.add(
        "networks scored on test images in this run: %d; trained cells measured once on the whole test set and written down: %d"
            .formatted(report.testEvaluations().thisRun(), report.testEvaluations().recorded()));
    return lines;
  }

  /**
   * What comes first of all, so that the reader need not find it out: which baselines or controls
   * beat {@code cbnet}; empty where it was compared with none.
   */
  public static Optional<String> front(EvaluationReport report) {
    List<Comparison> rivals = report.rivals();
    if (rivals.isEmpty()) {
      return Optional.empty();
    }
    String rule =
        "faster and at least as accurate, or as fast to %d %% and more accurate"
            .formatted(Math.round(100 * Comparison.EQUAL_LATENCY));
    return Optional.of(
        report.dominatedBy().isEmpty()
            ? "Of the %d baselines and controls measured here none beats cbnet (%s)."
                .formatted(rivals.size(), rule)
            : "What beats cbnet (%s): %s."
                .formatted(rule, String.join(", ", report.dominatedBy())));
  }

  private static String images(EvaluationReport report) {
    String trained =
        report.trainingImages().isEmpty()
            ? ""
            : "; training sets, as bundles tell: %s images (part of them held back for validation)"
                .formatted(
                    report.trainingImages().stream()
                        .map(count -> FigureText.count(count.longValue()))
                        .collect(Collectors.joining(" and ")));
    return "%s, %s test images%s"
        .formatted(report.dataset(), FigureText.count((long) report.frames()), trained);
  }

  private static String method(EvaluationReport report) {
    return "latency: decoded pixels to label, batch 1, one thread, provider %s, %d rounds over %d fresh JVM%s"
            .formatted(
                report.provider(), report.rounds(), report.jvms(), report.jvms() == 1 ? "" : "s")
        + "; speed-ups against lenet within a round, with the 95 % intervals that another run is expected in, too";
  }

  private static String machine(EvaluationReport report) {
    Machine machine = report.machine();
    StringBuilder text = new StringBuilder();
    text.append(
        "%s, %d cores, %s %s; Java %s, ONNX Runtime %s; started %s"
            .formatted(
                machine.processor(),
                machine.cores(),
                machine.os(),
                machine.architecture(),
                report.versions().java(),
                report.versions().onnxruntime(),
                report.startedAt()));
    if (machine.loadAverageAtStart() != null) {
      text.append(", load ").append(FigureText.fixed(2, machine.loadAverageAtStart()));
    }
    if (report.stealShare() != null) {
      text.append(", steal ").append(FigureText.percent(report.stealShare())).append(" %");
    }
    return text.toString();
  }

  private static String aaCheck(AaCheck check) {
    if (check == null) {
      return "no A/A check: lenet was not measured";
    }
    String figures =
        "%s [%s, %s] by medians, %s [%s, %s] by means"
            .formatted(
                FigureText.fixed(3, check.ratio()),
                FigureText.fixed(3, check.low()),
                FigureText.fixed(3, check.high()),
                FigureText.fixed(3, check.meanRatio()),
                FigureText.fixed(3, check.meanLow()),
                FigureText.fixed(3, check.meanHigh()));
    return check.passed()
        ? "A/A check passed: lenet against itself " + figures
        : "A/A CHECK FAILED: lenet against itself "
            + figures
            + ", both must contain 1.00, and that by medians lie within 2 % of it; no speed-up here is a claim: use a"
            + " quieter machine or more --rounds and --jvms";
  }
}
