package org.cbnet.trainer.evaluation.page;

import java.util.List;
import java.util.stream.Collectors;
import org.cbnet.trainer.evaluation.report.Caption;
import org.cbnet.trainer.evaluation.report.ContactSheet;
import org.cbnet.trainer.evaluation.report.EvaluationReport;
import org.cbnet.trainer.evaluation.report.EvaluationResult;
import org.cbnet.trainer.evaluation.report.ModelFigures;

/** An evaluation as one page that needs nothing else: no script, no file, no address. */
public final class EvaluationPage {
  private static final String CBNET = "cbnet";

  private final EvaluationReport report;
  private final List<ContactSheet> sheets;
  private final Markup page = new Markup();

  private EvaluationPage(EvaluationResult result) {
    this.report = result.report();
    this.sheets = result.sheets();
  }

  /** The page, as HTML that is also well-formed XML. */
  public static String of(EvaluationResult result) {
    return new EvaluationPage(result).write();
  }

  private String write() {
    page.raw("<!DOCTYPE html>\n").open("html", "lang", "en").open("head");
    page.empty("meta", "charset", "utf-8");
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    page.element("title", "Evaluation on " + report.dataset());
    page.open("style").raw(Style.CSS).close();
    page.close().open("body");
    page.element("h1", "Evaluation on " + report.dataset());
    Caption.front(report).ifPresent(front -> page.element("p", front));
    verdict();
    firstLook();
    captions();
    List<Point> points = Point.of(report.models());
    if (!points.isEmpty()) {
      AccuracyPlot.write(page, points);
    }
    page.element("h2", "Accuracy, latency, size");
    Tables.main(page, report);
    caption(
        "Form: how it was trained, and which form of its graphs was chosen, where not its own."
            + " Accuracy: the shipped bundle's with half its 95 % interval (Wilson), and the mean over"
            + " seeds. p50: decoded pixels to label, batch 1, one thread, provider "
            + report.provider()
            + "; fast / slow: 10 and 90 % of the block medians, the machine's two states.");
    if (report.models().stream().anyMatch(model -> model.difficulty() != null)) {
      page.element("h2", "Easy and hard frames");
      Tables.difficulty(page, report);
      caption("A frame is hard where the " + report.hardFrames() + ".");
    }
    comparisons();
    conversions();
    perNetwork();
    variants();
    images();
    return page.close().close().toString();
  }

  private void captions() {
    for (String line : Caption.of(report)) {
      caption(line);
    }
    for (String note : report.notes()) {
      caption("Note: " + note);
    }
  }

  private void verdict() {
    if (report.aaCheck() != null) {
      boolean passed = report.aaCheck().passed();
      page.element(
          "p",
          passed ? "The A/A check passed." : "The A/A check failed: no speed-up here is a claim.",
          "class",
          passed ? "passed" : "failed");
    }
  }

  private void firstLook() {
    sheets.stream()
        .filter(sheet -> sheet.network().equals(CBNET) && !sheet.conversions().isEmpty())
        .findFirst()
        .ifPresent(sheet -> Sheets.conversions(page, sheet));
  }

  private void comparisons() {
    if (report.comparisons().isEmpty()) {
      return;
    }
    page.element("h2", "cbnet against the others");
    Tables.comparisons(page, report);
    caption(
        "Accuracy: difference of the means over seeds, interval by a bootstrap over seeds and images."
            + " Times as fast: within a round, medians and means.");
  }

  private void conversions() {
    if (report.models().stream().allMatch(model -> model.conversions().isEmpty())) {
      return;
    }
    page.element("h2", "Do hard frames become easy ones?");
    Tables.conversions(page, report);
    caption(
        "What classifiers that never saw a converted image say of the frames that are hard for them:"
            + " easy is an answer whose entropy is below the threshold, so before none of them is."
            + " Only made smaller: the frame itself in the converted image's size. The targets are"
            + " images that exit 1 itself finds easiest, of cbnet@margin and cbnet@dynamics those of"
            + " other labellers: a judge thinks better of what it chose.");
  }

  private void perNetwork() {
    List<ModelFigures> shown =
        report.models().stream().filter(model -> model.accuracy() != null).toList();
    if (shown.isEmpty()) {
      return;
    }
    page.element("h2", "Calibration");
    page.open("div", "class", "grid-of");
    shown.stream()
        .filter(model -> model.calibration() != null)
        .forEach(model -> ReliabilityPlot.write(page, model));
    page.close();
    caption(
        "Share of right answers by confidence, 15 bins; a network on the diagonal is right as often"
            + " as it says. Expected calibration error: Guo et al., ICML 2017."
            + withoutCalibration(shown));
    page.element("h2", "By class");
    for (ModelFigures model : shown) {
      page.open("details").element("summary", model.name());
      Tables.classes(page, model);
      page.close();
    }
    page.element("h2", "Seeds");
    Tables.seeds(page, report);
    caption(
        "The shipped seed's accuracy is of the bundle, in the form that was chosen; other seeds' are"
            + " of the networks as trained, at the bundle's threshold where it has exits. *: recorded"
            + " in an earlier run on the whole test set.");
  }

  private static String withoutCalibration(List<ModelFigures> shown) {
    String names =
        shown.stream()
            .filter(model -> model.calibration() == null)
            .map(ModelFigures::name)
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? ""
        : " Left out, as their outputs rank the classes and are no probabilities: " + names + ".";
  }

  private void variants() {
    if (report.models().stream().anyMatch(model -> model.variants() != null)) {
      page.element("h2", "Variants");
      Tables.variants(page, report);
      caption(
          "Quantised, folded and fused forms that were tried of each network; the chosen one is the"
              + " fastest that keeps its accuracy on validation images.");
    }
  }

  private void images() {
    if (sheets.isEmpty()) {
      return;
    }
    page.element("h2", "Images");
    String frames = report.hardFrames() == null ? "test frames" : "hard test frames";
    caption(
        "Conversions: "
            + frames
            + " of "
            + report.dataset()
            + ", drawn at random by a fixed seed, beside the image that the network computed of each."
            + " Mistakes: class, answer and confidence; of cbnet all of at least 90 %"
            + " confidence.");
    sheets.stream()
        .filter(sheet -> !sheet.conversions().isEmpty() && !sheet.network().equals(CBNET))
        .forEach(sheet -> Sheets.conversions(page, sheet));
    sheets.stream()
        .filter(sheet -> !sheet.mistakes().isEmpty())
        .forEach(sheet -> Sheets.mistakes(page, sheet));
  }

  private void caption(String text) {
    page.element("p", text, "class", "caption");
  }
}
