package org.cbnet.trainer.evaluation.page;

import java.awt.geom.Point2D;
import java.util.List;
import org.cbnet.trainer.evaluation.report.FigureText;

/** What plots in SVG have in common; looks are classes of {@link Style}. */
public final class Drawing {
  private Drawing() {}

  /** Grid, ticks and axes of the area that both axes span. */
  public static void axes(Markup page, Scale across, Scale up) {
    Axis x = across.axis();
    Axis y = up.axis();
    for (double tick : across.ticks()) {
      line(page, "grid", x.place(tick), y.to(), x.place(tick), y.from());
      label(page, "faint", x.place(tick), y.from() + 12, "middle", across.text().apply(tick));
    }
    for (double tick : up.ticks()) {
      line(page, "grid", x.from(), y.place(tick), x.to(), y.place(tick));
      label(page, "faint", x.from() - 4, y.place(tick) + 3, "end", up.text().apply(tick));
    }
    line(page, "axis", x.from(), y.from(), x.to(), y.from());
    line(page, "axis", x.from(), y.to(), x.from(), y.from());
    label(page, "faint", (x.from() + x.to()) / 2, y.from() + 28, "middle", across.title());
    label(page, "faint", x.from(), y.to() - 6, "middle", up.title());
  }

  /**
   * The line of a Pareto front, in steps: up to the next one's cost, the one before is the best.
   *
   * @param front cost across, worth upwards, the cheapest first; not empty
   */
  public static void front(Markup page, Axis x, Axis y, List<Point2D> front) {
    StringBuilder path = new StringBuilder();
    double before = y.from();
    for (Point2D point : front) {
      String across = at(x.place(point.getX()));
      path.append(path.length() == 0 ? "M" : "L").append(across).append(' ').append(at(before));
      before = y.place(point.getY());
      path.append('L').append(across).append(' ').append(at(before));
    }
    path.append('L').append(at(x.to())).append(' ').append(at(before));
    page.empty("path", "class", "front", "d", path.toString());
  }

  /** A straight line between two places. */
  public static void line(Markup page, String style, double x1, double y1, double x2, double y2) {
    page.empty("line", "class", style, "x1", at(x1), "y1", at(y1), "x2", at(x2), "y2", at(y2));
  }

  /**
   * Text at a place, nothing where it is empty.
   *
   * @param anchor which end of the text is there: {@code start}, {@code middle} or {@code end}
   */
  public static void label(
      Markup page, String style, double x, double y, String anchor, String text) {
    if (!text.isEmpty()) {
      page.element("text", text, "class", style, "x", at(x), "y", at(y), "text-anchor", anchor);
    }
  }

  /** A place as an attribute's value. */
  public static String at(double place) {
    return FigureText.fixed(1, place);
  }
}
