package org.cbnet.trainer.evaluation.page;

import java.util.List;
import org.cbnet.inference.Frame;
import org.cbnet.trainer.evaluation.report.ContactSheet;
import org.cbnet.trainer.evaluation.report.ContactSheet.Picture;
import org.cbnet.trainer.evaluation.report.FigureText;

/** The page's images: what networks make of frames, and where they are surely wrong. */
final class Sheets {
  private Sheets() {}

  static void conversions(Markup page, ContactSheet sheet) {
    write(page, "What " + sheet.network() + " makes of frames", sheet.conversions());
  }

  static void mistakes(Markup page, ContactSheet sheet) {
    write(page, "Confident mistakes of " + sheet.network(), sheet.mistakes());
  }

  private static void write(Markup page, String title, List<Picture> pictures) {
    page.element("h3", title);
    page.open("div", "class", "sheet");
    pictures.forEach(picture -> figure(page, picture));
    page.close();
  }

  private static void figure(Markup page, Picture picture) {
    page.open("figure");
    image(page, picture.frame(), picture.frame().id());
    if (picture.converted() != null) {
      image(page, picture.converted(), "converted image of " + picture.frame().id());
    }
    boolean right = picture.trueClass().equals(picture.answer());
    page.element(
        "figcaption",
        (right ? picture.trueClass() : picture.trueClass() + ", called " + picture.answer())
            + (picture.confidence() == null
                ? ""
                : " (%s %%)".formatted(FigureText.fixed(0, 100 * picture.confidence())))
            + ", "
            + picture.frame().id());
    page.close();
  }

  private static void image(Markup page, Frame frame, String description) {
    page.empty("img", "src", Png.dataUri(frame), "alt", description);
  }
}
