package org.cbnet.trainer.evaluation.page;

import org.cbnet.trainer.evaluation.accuracy.Calibration;
import org.cbnet.trainer.evaluation.report.FigureText;
import org.cbnet.trainer.evaluation.report.ModelFigures;

/** Draws how often a network is right at each confidence; on the diagonal it is as it says. */
final class ReliabilityPlot {
  private static final int SIDE = 120;
  private static final int MARGIN = 4;

  private ReliabilityPlot() {}

  static void write(Markup page, ModelFigures model) {
    page.open("figure");
    page.open(
        "svg",
        "viewBox",
        "0 0 %d %d".formatted(SIDE, SIDE),
        "role",
        "img",
        "aria-label",
        "accuracy by confidence of " + model.name());
    page.empty(
        "rect",
        "class",
        "axis",
        "x",
        at(0),
        "y",
        at(0),
        "width",
        FigureText.fixed(0, SIDE - 2 * MARGIN),
        "height",
        FigureText.fixed(0, SIDE - 2 * MARGIN),
        "fill",
        "none");
    for (Calibration.Bin bin : model.calibration().bins()) {
      if (bin.count() > 0) {
        bar(page, bin);
      }
    }
    page.empty("line", "class", "front", "x1", at(0), "y1", at(1), "x2", at(1), "y2", at(0));
    page.close();
    page.element(
        "figcaption",
        "%s: expected error %s %%"
            .formatted(model.name(), FigureText.percent(model.calibration().expectedError())));
    page.close();
  }

  private static void bar(Markup page, Calibration.Bin bin) {
    double scale = SIDE - 2.0 * MARGIN;
    page.open(
        "rect",
        "class",
        "share",
        "x",
        at(bin.low()),
        "y",
        at(1 - bin.accuracy()),
        "width",
        FigureText.fixed(1, (bin.high() - bin.low()) * scale - 1),
        "height",
        FigureText.fixed(1, bin.accuracy() * scale));
    page.element(
        "title",
        "%d answers, confidence %s %%, right %s %%"
            .formatted(
                bin.count(),
                FigureText.percent(bin.confidence()),
                FigureText.percent(bin.accuracy())));
    page.close();
  }

  private static String at(double share) {
    return FigureText.fixed(1, MARGIN + share * (SIDE - 2 * MARGIN));
  }
}
