package org.cbnet.trainer.evaluation.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.cbnet.trainer.evaluation.Interval;
import org.cbnet.trainer.evaluation.accuracy.Calibration;
import org.cbnet.trainer.evaluation.accuracy.ClassFigures;
import org.cbnet.trainer.evaluation.accuracy.DifficultyFigures;
import org.cbnet.trainer.evaluation.accuracy.SeedFigures;
import org.cbnet.trainer.evaluation.judge.ConversionFigures;
import org.cbnet.trainer.evaluation.latency.LatencyFigures;
import org.cbnet.trainer.evaluation.latency.Ratio;

/**
 * One network's row of an evaluation; the names of the components are the keys of the JSON. All
 * figures of accuracy are null for a network of which only the latency is of interest.
 *
 * @param name of the network, with its exit threshold's where it has one
 * @param label how it was trained; null where the bundle does not tell
 * @param variant which form of its graphs was chosen; null for its own
 * @param bundleSha256 identity of the shipped bundle
 * @param accuracy of the shipped bundle: exact share of right labels
 * @param accuracyMean over seeds, of which the others are measured as trained; equal to {@code
 *     accuracy} where there is one
 * @param accuracyDeviation standard deviation over seeds; null where there is one
 * @param accuracyInterval Wilson's, 95 %, of the shipped bundle
 * @param seeds one a training
 * @param latencyMicros decoded pixels to label
 * @param speedupVsLenet from per-round medians; null where lenet was not measured
 * @param meanSpeedupVsLenet from per-round means; null where lenet was not measured
 * @param speedupsByJvm of each process alone, from its rounds' medians; empty where lenet was not
 *     measured
 * @param throughputPerSecond frames a second in batches of 32 on one thread, decoded pixels to
 *     labels; null where a graph takes single frames only
 * @param macs multiply-accumulates of one image through every layer; null where not known
 * @param parameters trained values
 * @param bytes of the graphs
 * @param exitRatio share answered at exit 1; null where there is none
 * @param imageComputed whether a converted image is computed
 * @param difficulty accuracy on easy and hard frames; null where nothing tells them apart
 * @param conversions whether hard frames become easy ones, a judge each; empty where no converted
 *     image is computed or nothing tells hard frames
 * @param calibration of the confidences; null where the network answers scores, not probabilities
 * @param classes precision, recall and F1 by class
 * @param variants that were tried of it, as written down by their command; null where none were
 */
public record ModelFigures(
    String name,
    String label,
    String variant,
    String bundleSha256,
    Double accuracy,
    Double accuracyMean,
    Double accuracyDeviation,
    Interval accuracyInterval,
    List<SeedFigures> seeds,
    LatencyFigures latencyMicros,
    Ratio speedupVsLenet,
    Ratio meanSpeedupVsLenet,
    List<Double> speedupsByJvm,
    Double throughputPerSecond,
    Long macs,
    long parameters,
    long bytes,
    Double exitRatio,
    boolean imageComputed,
    DifficultyFigures difficulty,
    List<ConversionFigures> conversions,
    Calibration calibration,
    List<ClassFigures> classes,
    JsonNode variants) {
  public ModelFigures {
    seeds = List.copyOf(seeds);
    speedupsByJvm = List.copyOf(speedupsByJvm);
    conversions = List.copyOf(conversions);
    classes = List.copyOf(classes);
  }
}
