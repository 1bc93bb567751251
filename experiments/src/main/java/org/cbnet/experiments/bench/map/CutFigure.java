package org.cbnet.experiments.bench.map;

import org.cbnet.inference.partition.Cut;

/**
 * What frames took at one cut.
 *
 * @param cut which
 * @param p50Micros median of the frames, pixels to label
 * @param meanMicros their mean
 * @param predictedMicros median of what the planner expected of it meanwhile; NaN where it expected
 *     nothing, as without a link
 * @param fellBack of the frames
 * @param frames measured
 */
record CutFigure(
    Cut cut,
    double p50Micros,
    double meanMicros,
    double predictedMicros,
    int fellBack,
    int frames) {

  /** Relative, of prediction to mean; NaN where nothing was predicted. */
  double predictionError() {
    return Math.abs(predictedMicros - meanMicros) / meanMicros;
  }

  /** Where the network runs with this cut, for people. */
  String kind() {
    if (!cut.hasTail()) {
      return "device";
    }
    return cut.hasHead() ? "inner" : "cloud";
  }
}
