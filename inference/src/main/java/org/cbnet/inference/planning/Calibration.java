package org.cbnet.inference.planning;

/**
 * From profiled times to those of here and now: {@code overhead + factor * profiled}, by least
 * squares of relative errors over the cuts that were used.
 *
 * <p>A factor alone would have a small half's cold caches, its call and its request, which cost a
 * large half no more, grow with the work: a head of 0.1 ms that takes 0.3 ms would make the planner
 * expect 7 ms of one of 2.4 ms. Where all known halves are of about one size, nothing tells
 * overhead from speed, and it is a factor alone. One thread.
 */
final class Calibration {
  // Towards a factor alone: in all, the weight that points far apart have by themselves, over this.
  private static final double CAUTION = 0.05;

  private double weight;
  private double weightedX;
  private double weightedY;
  private double weightedXx;
  private double weightedXy;

  /** A half that was profiled to take x takes y on average; both above 0. */
  void add(double x, double y) {
    double share = 1 / (y * y);
    weight += share;
    weightedX += share * x;
    weightedY += share * y;
    weightedXx += share * x * x;
    weightedXy += share * x * y;
  }

  /** What is expected of a half that was profiled to take x; x where nothing was added. */
  double at(double x) {
    if (weight == 0) {
      return x;
    }
    double ratio = weightedXy / weightedXx;
    double meanX = weightedX / weight;
    double meanY = weightedY / weight;
    double caution = CAUTION * weightedXx;
    double spread = weightedXx - weight * meanX * meanX;
    double together = weightedXy - weight * meanX * meanY;
    double factor = (Math.max(0, together) + caution * ratio) / (Math.max(0, spread) + caution);
    double overhead = meanY - factor * meanX;
    // Small halves that are quicker than profiled are no saving of large ones.
    return overhead < 0 ? ratio * x : overhead + factor * x;
  }
}
