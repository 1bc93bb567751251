package org.cbnet.experiments.report;

import java.util.List;
import org.cbnet.experiments.summary.ConversionSheet;
import org.cbnet.trainer.evaluation.page.Markup;

/** The page's contact sheets: frames, and what was made of them. */
final class PictureSection {
  private PictureSection() {}

  /** Nothing where there are none. */
  static void write(Markup page, List<ConversionSheet> sheets) {
    if (sheets.isEmpty()) {
      return;
    }
    page.element("h2", "Frames and their conversions");
    for (ConversionSheet sheet : sheets) {
      page.element("h3", "%s on %s".formatted(sheet.arm(), sheet.dataSet()));
      page.element(
          "p",
          "Frames by seed, %s; each beside the image that the network made of it."
              .formatted(sheet.choice()),
          "class",
          "caption");
      page.open("div", "class", "sheet");
      sheet.pairs().forEach(pair -> figure(page, pair));
      page.close();
    }
  }

  private static void figure(Markup page, ConversionSheet.Pair pair) {
    page.open("figure");
    page.empty("img", "src", pair.image(), "alt", pair.frame());
    page.empty("img", "src", pair.converted(), "alt", "converted image of " + pair.frame());
    page.element(
        "figcaption",
        pair.trueClass().equals(pair.answer())
            ? pair.trueClass()
            : pair.trueClass() + ", called " + pair.answer());
    page.close();
  }
}
