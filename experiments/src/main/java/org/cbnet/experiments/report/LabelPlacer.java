package org.cbnet.experiments.report;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds places for labels beside points so that they cover neither points nor each other: in rings
 * around the point, the nearest free one (greedy; Christensen, Marks and Shieber 1995 compare it
 * with better and slower ways). Where none is free the nearest one it is.
 */
final class LabelPlacer {
  // Of the page's sans-serif at 10 px, on the safe side.
  private static final double LETTER_WIDTH = 6.2;
  private static final double ASCENT = 9;
  private static final double HEIGHT = 12;
  private static final double[] DISTANCES = {8, 18, 30, 44, 60, 80, 104};
  // Clockwise from the right, straight ones first.
  private static final int[] DEGREES = {0, 180, -90, 90, -45, 45, -135, 135};

  private final Rectangle2D area;
  private final List<Rectangle2D> taken = new ArrayList<>();

  LabelPlacer(Rectangle2D area) {
    this.area = area;
  }

  /**
   * Where a label goes.
   *
   * @param x left end of the text
   * @param y its base line
   * @param isFar whether a line should lead there
   * @param nearX end of that line
   * @param nearY end of that line
   */
  record Place(double x, double y, boolean isFar, double nearX, double nearY) {}

  /** Keeps labels off a rectangle. */
  void keepFree(double x, double y, double width, double height) {
    taken.add(new Rectangle2D.Double(x, y, width, height));
  }

  /** Finds a place for the label of the point at x and y, and takes it. */
  Place place(double x, double y, String label) {
    double width = label.length() * LETTER_WIDTH;
    for (double distance : DISTANCES) {
      for (int degrees : DEGREES) {
        Rectangle2D box = box(x, y, width, distance, Math.toRadians(degrees));
        if (area.contains(box) && taken.stream().noneMatch(box::intersects)) {
          return take(box, x, y, distance);
        }
      }
    }
    return take(box(x, y, width, DISTANCES[0], 0), x, y, DISTANCES[0]);
  }

  private Place take(Rectangle2D box, double x, double y, double distance) {
    taken.add(box);
    double nearX = Math.max(box.getMinX(), Math.min(x, box.getMaxX()));
    double nearY = Math.max(box.getMinY(), Math.min(y, box.getMaxY()));
    return new Place(box.getMinX(), box.getMinY() + ASCENT, distance > DISTANCES[0], nearX, nearY);
  }

  private static Rectangle2D box(
      double x, double y, double width, double distance, double radians) {
    double right = Math.cos(radians);
    double down = Math.sin(radians);
    // The side that faces the point is at the distance, the middle of the text at the same height.
    double left = x + distance * right - width * (1 - right) / 2;
    double top = y + distance * down - HEIGHT * (1 - down) / 2;
    return new Rectangle2D.Double(left, top, width, HEIGHT);
  }
}
