package org.cbnet.trainer.evaluation.page;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.cbnet.trainer.evaluation.report.FigureText;

/** Draws accuracy against mean latency, intervals and Pareto front; names are in a legend. */
final class AccuracyPlot {
  private static final int WIDTH = 360;
  private static final int HEIGHT = 260;
  private static final int LEFT = 38;
  private static final int RIGHT = 10;
  private static final int TOP = 10;
  private static final int BOTTOM = 34;

  private final List<Point> points;
  private final Axis x;
  private final Axis y;

  private AccuracyPlot(List<Point> points) {
    this.points = points;
    this.x =
        Axis.around(
            points.stream().mapToDouble(p -> p.latencyInterval().low()).min().orElseThrow(),
            points.stream().mapToDouble(p -> p.latencyInterval().high()).max().orElseThrow(),
            LEFT,
            WIDTH - RIGHT,
            true);
    this.y =
        Axis.around(
            points.stream().mapToDouble(p -> p.accuracyInterval().low()).min().orElseThrow(),
            points.stream().mapToDouble(p -> p.accuracyInterval().high()).max().orElseThrow(),
            HEIGHT - BOTTOM,
            TOP,
            false);
  }

  /** Draws at least one point. */
  static void write(Markup page, List<Point> points) {
    new AccuracyPlot(points).write(page);
  }

  private void write(Markup page) {
    List<Point> front = ParetoFront.of(points);
    page.open("figure", "class", "plot");
    page.open(
        "svg",
        "viewBox",
        "0 0 %d %d".formatted(WIDTH, HEIGHT),
        "role",
        "img",
        "aria-label",
        "accuracy against mean latency; the figures are in the first table");
    axes(page);
    front(page, front);
    Set<Integer> best = front.stream().map(Point::number).collect(Collectors.toSet());
    points.forEach(point -> point(page, point, best.contains(point.number())));
    page.close();
    page.open("figcaption");
    page.text(
        points.stream()
            .map(point -> point.number() + " " + point.name())
            .collect(Collectors.joining(", ")));
    page.text(
        ". Accuracy (mean over seeds) against mean latency as a multiple of lenet's, logarithmic;"
            + " bars are 95 % intervals, the line is the Pareto front: nothing measured here is"
            + " both faster and more accurate than what lies on it.");
    page.close().close();
  }

  private void axes(Markup page) {
    for (double tick : x.ticks()) {
      line(page, "grid", x.place(tick), TOP, x.place(tick), HEIGHT - BOTTOM);
      label(page, "faint", x.place(tick), HEIGHT - BOTTOM + 12, "middle", trimmed(tick));
    }
    for (double tick : y.ticks()) {
      line(page, "grid", LEFT, y.place(tick), WIDTH - RIGHT, y.place(tick));
      label(
          page,
          "faint",
          LEFT - 4,
          y.place(tick) + 3,
          "end",
          FigureText.fixed(1, 100 * tick) + " %");
    }
    line(page, "axis", LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM);
    line(page, "axis", LEFT, TOP, LEFT, HEIGHT - BOTTOM);
    label(page, "faint", (LEFT + WIDTH) / 2.0, HEIGHT - 6, "middle", "mean latency / lenet's");
  }

  // A step: up to the next network's latency, the one before is the most accurate.
  private void front(Markup page, List<Point> front) {
    StringBuilder path = new StringBuilder();
    double before = HEIGHT - BOTTOM;
    for (Point point : front) {
      String across = at(x.place(point.latency()));
      path.append(path.length() == 0 ? "M" : "L").append(across).append(' ').append(at(before));
      before = y.place(point.accuracy());
      path.append('L').append(across).append(' ').append(at(before));
    }
    path.append('L').append(WIDTH - RIGHT).append(' ').append(at(before));
    page.empty("path", "class", "front", "d", path.toString());
  }

  private void point(Markup page, Point point, boolean best) {
    double across = x.place(point.latency());
    double up = y.place(point.accuracy());
    line(
        page,
        "bar",
        x.place(point.latencyInterval().low()),
        up,
        x.place(point.latencyInterval().high()),
        up);
    line(
        page,
        "bar",
        across,
        y.place(point.accuracyInterval().low()),
        across,
        y.place(point.accuracyInterval().high()));
    page.open("circle", "class", best ? "best" : "point", "cx", at(across), "cy", at(up), "r", "3");
    page.element("title", point.name());
    page.close();
    label(page, "", across + 5, up - 4, "start", "" + point.number());
  }

  private static void line(Markup page, String style, double x1, double y1, double x2, double y2) {
    page.empty("line", "class", style, "x1", at(x1), "y1", at(y1), "x2", at(x2), "y2", at(y2));
  }

  private static void label(
      Markup page, String style, double x, double y, String anchor, String text) {
    page.element("text", text, "class", style, "x", at(x), "y", at(y), "text-anchor", anchor);
  }

  private static String at(double place) {
    return FigureText.fixed(1, place);
  }

  private static String trimmed(double tick) {
    return tick < 1 ? FigureText.fixed(tick < 0.1 ? 3 : 2, tick) : FigureText.fixed(0, tick);
  }
}
