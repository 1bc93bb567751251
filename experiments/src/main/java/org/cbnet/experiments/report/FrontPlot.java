package org.cbnet.experiments.report;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.Collectors;
import org.cbnet.experiments.summary.Figure;
import org.cbnet.trainer.evaluation.page.Axis;
import org.cbnet.trainer.evaluation.page.Drawing;
import org.cbnet.trainer.evaluation.page.Markup;
import org.cbnet.trainer.evaluation.page.ParetoFront;
import org.cbnet.trainer.evaluation.page.Scale;

/** Draws accuracy against what it costs, with the Pareto front and a label at every point. */
final class FrontPlot {
  private static final int LEFT = 52;
  private static final int TOP = 22;
  private static final int BOTTOM = 284;
  private static final int HEIGHT = 320;
  private static final double MARKER = 5;

  private final Cost cost;
  private final Looks looks;
  private final List<Point> points;
  private final Axis x;
  private final Axis y;

  private FrontPlot(Cost cost, Looks looks, List<Point> points) {
    this.cost = cost;
    this.looks = looks;
    this.points = points;
    double least = points.stream().mapToDouble(Point::cost).min().orElseThrow();
    double most = points.stream().mapToDouble(Point::cost).max().orElseThrow();
    this.x = Axis.around(least, most, LEFT, Chart.WIDTH - 12.0, least > 0);
    this.y =
        Axis.around(
            points.stream().mapToDouble(point -> point.accuracy().low()).min().orElseThrow(),
            points.stream().mapToDouble(point -> point.accuracy().high()).max().orElseThrow(),
            BOTTOM,
            TOP,
            false);
  }

  /**
   * What is on the axis across.
   *
   * @param name of the quantity
   * @param unit of it
   */
  record Cost(String name, String unit) {}

  /**
   * One arm.
   *
   * @param isModelled whether its cost follows from a model
   */
  record Point(String arm, double cost, Figure accuracy, boolean isModelled) {
    String label() {
      return isModelled ? Chart.drawn(arm) + " (modelled)" : Chart.drawn(arm);
    }
  }

  /** Draws points; nothing where there is none. */
  static void write(
      Markup page, String id, String title, Looks looks, Cost cost, List<Point> points) {
    if (!points.isEmpty()) {
      new FrontPlot(cost, looks, points).write(page, id, title);
    }
  }

  private void write(Markup page, String id, String title) {
    List<Point> front = ParetoFront.of(points, Point::cost, point -> point.accuracy().value());
    Chart.open(page, id, HEIGHT, "Accuracy against %s: %s".formatted(cost.name(), title), words());
    Drawing.axes(
        page,
        new Scale(
            x,
            x.decimalTicks(),
            Figures::plain,
            cost.name() + ", " + cost.unit() + (x.logarithmic() ? " (logarithmic)" : "")),
        new Scale(y, y.ticks(), share -> Figures.fixed(1, 100 * share) + " %", "accuracy"));
    Drawing.front(
        page,
        x,
        y,
        front.stream()
            .<Point2D>map(point -> new Point2D.Double(point.cost(), point.accuracy().value()))
            .toList());
    points.forEach(point -> point(page, point));
    labels(page);
    Chart.close(page, caption(title));
  }

  private void point(Markup page, Point point) {
    double across = x.place(point.cost());
    page.open("g", "class", looks.line(point.arm()));
    Drawing.line(
        page,
        "whisker",
        across,
        y.place(point.accuracy().low()),
        across,
        y.place(point.accuracy().high()));
    page.close();
    looks.marker(page, point.arm(), across, place(point), point.isModelled());
  }

  private void labels(Markup page) {
    LabelPlacer placer =
        new LabelPlacer(
            new Rectangle2D.Double(LEFT, TOP - 8.0, Chart.WIDTH - LEFT, BOTTOM - TOP + 8.0));
    for (Point point : points) {
      placer.keepFree(
          x.place(point.cost()) - MARKER, place(point) - MARKER, 2 * MARKER, 2 * MARKER);
    }
    for (Point point : points) {
      double across = x.place(point.cost());
      LabelPlacer.Place place = placer.place(across, place(point), point.label());
      if (place.isFar()) {
        Drawing.line(page, "leader", across, place(point), place.nearX(), place.nearY());
      }
      Drawing.label(page, "", place.x(), place.y(), "start", point.label());
    }
  }

  private double place(Point point) {
    return y.place(point.accuracy().value());
  }

  private String words() {
    return points.stream()
        .map(
            point ->
                "%s: %s %%, %s %s%s"
                    .formatted(
                        point.arm(),
                        Figures.percent(point.accuracy().value()),
                        Figures.significant(point.cost()),
                        cost.unit(),
                        point.isModelled() ? ", modelled" : ""))
        .collect(Collectors.joining("; "));
  }

  private String caption(String title) {
    return "%s: accuracy against %s. Bars: 95 %% intervals of accuracy. The line is the Pareto front: no arm measured here is both cheaper and more accurate than one on it.%s"
        .formatted(
            title,
            cost.name(),
            points.stream().anyMatch(Point::isModelled)
                ? " Hollow markers are modelled: they follow from CPU time, and nothing is claimed from them."
                : "");
  }
}
