package org.cbnet.trainer.evaluation.report;

import java.util.List;
import java.util.Objects;
import org.cbnet.trainer.evaluation.judge.ConversionFigures;
import org.cbnet.trainer.evaluation.latency.Ratio;

/**
 * One way of one network as the search for the best sees it; the names of the components are the
 * keys of the JSON. Nothing in it comes from a test image.
 *
 * @param network name
 * @param label how it was trained
 * @param seeds number of finished trainings
 * @param validationAccuracyMean over them
 * @param macs multiply-accumulates
 * @param parameters trained values
 * @param p50Micros from decoded pixels to label
 * @param speedupVsLenet from per-round medians on validation images
 * @param conversions whether hard validation images become easy ones, a judge each; of the first
 *     seed
 */
public record Trial(
    String network,
    String label,
    int seeds,
    double validationAccuracyMean,
    long macs,
    long parameters,
    double p50Micros,
    Ratio speedupVsLenet,
    List<ConversionFigures> conversions) {
  public Trial {
    Objects.requireNonNull(network, "network is null");
    Objects.requireNonNull(label, "label is null");
    conversions = List.copyOf(conversions);
  }
}
