package org.cbnet.trainer.variant;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Objects;

/**
 * What was measured of one variant; the names of the components are the keys of the JSON.
 *
 * @param variant its name
 * @param validationAccuracy share of right labels on the images held back for choices
 * @param bytes of its graphs
 * @param latencyRatioToFp32 how many times as fast it is as the network's own form
 * @param chosen whether the bundle now holds it
 */
@JsonPropertyOrder({"variant", "validationAccuracy", "bytes", "latencyRatioToFp32", "chosen"})
public record VariantFigures(
    String variant,
    double validationAccuracy,
    long bytes,
    SpeedRatio latencyRatioToFp32,
    boolean chosen) {
  public VariantFigures {
    Objects.requireNonNull(variant, "variant is null");
    Objects.requireNonNull(latencyRatioToFp32, "latencyRatioToFp32 is null");
  }
}
