package org.cbnet.trainer.evaluation.page;

import java.awt.geom.Point2D;
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
    List<Point> front = ParetoFront.of(points, Point::latency, Point::accuracy);
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
    Drawing.front(
        page,
        x,
        y,
        front.stream()
            .<Point2D>map(point -> new Point2D.Double(point.latency(), point.accuracy()))
            .toList());
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
    Drawing.axes(
        page,
        new Scale(x, x.ticks(), AccuracyPlot::trimmed, "mean latency / lenet's"),
        new Scale(y, y.ticks(), tick -> FigureText.fixed(1, 100 * tick) + " %", ""));
  }

  private void point(Markup page, Point point, boolean best) {
    double across = x.place(point.latency());
    double up = y.place(point.accuracy());
    Drawing.line(
        page,
        "bar",
        x.place(point.latencyInterval().low()),
        up,
        x.place(point.latencyInterval().high()),
        up);
    Drawing.line(
        page,
        "bar",
        across,
        y.place(point.accuracyInterval().low()),
        across,
        y.place(point.accuracyInterval().high()));
    page.open(
        "circle",
        "class",
        best ? "best" : "point",
        "cx",
        Drawing.at(across),
        "cy",
        Drawing.at(up),
        "r",
        "3");
    page.element("title", point.name());
    page.close();
    Drawing.label(page, "", across + 5, up - 4, "start", "" + point.number());
  }

  private static String trimmed(double tick) {
    return tick < 1 ? FigureText.fixed(tick < 0.1 ? 3 : 2, tick) : FigureText.fixed(0, tick);
  }
}
