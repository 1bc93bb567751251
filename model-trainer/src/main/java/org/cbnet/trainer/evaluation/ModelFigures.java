package org.cbnet.trainer.evaluation;

import java.util.List;

/**
 * One network's row of an evaluation; the names of the components are the keys of the JSON.
 *
 * @param name of the network
 * @param accuracy exact share of right labels
 * @param accuracyMean over seeds; equal to {@code accuracy} where there is one
 * @param accuracyInterval Wilson's, 95 %
 * @param seeds one a training
 * @param latencyMicros decoded pixels to label
 * @param speedupVsLenet from per-round medians; null where lenet was not measured
 * @param meanSpeedupVsLenet from per-round means; null where lenet was not measured
 * @param throughputPerSecond inferences a second on one thread
 * @param macs multiply-accumulates of one image through every layer; null where not known
 * @param parameters trained values
 * @param bytes of the graphs
 * @param exitRatio share answered at exit 1; null where there is none
 * @param imageComputed whether a converted image is computed
 */
public record ModelFigures(
    String name,
    double accuracy,
    double accuracyMean,
    Interval accuracyInterval,
    List<SeedFigures> seeds,
    LatencyFigures latencyMicros,
    Ratio speedupVsLenet,
    Ratio meanSpeedupVsLenet,
    double throughputPerSecond,
    Long macs,
    long parameters,
    long bytes,
    Double exitRatio,
    boolean imageComputed) {
  public ModelFigures {
    seeds = List.copyOf(seeds);
  }
}
