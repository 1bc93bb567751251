package org.cbnet.trainer.variant;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Objects;
import org.cbnet.trainer.evaluation.latency.Ratio;

/**
 * What was measured of one variant; the names of the components are the keys of the JSON.
 *
 * @param variant its name
 * @param validationAccuracy share of right labels on the images held back for choices
 * @param bytes of its graphs
 * @param timesAsFast as the network's own form; above 1 is faster than it
 * @param chosen whether it is the one that the rule takes
 * @param measured on what
 */
@JsonPropertyOrder({"variant", "validationAccuracy", "bytes", "timesAsFast", "chosen", "measured"})
public record VariantFigures(
    String variant,
    double validationAccuracy,
    long bytes,
    Ratio timesAsFast,
    boolean chosen,
    Circumstances measured) {
  public VariantFigures {
    Objects.requireNonNull(variant, "variant is null");
    Objects.requireNonNull(timesAsFast, "timesAsFast is null");
    Objects.requireNonNull(measured, "measured is null");
  }
}
