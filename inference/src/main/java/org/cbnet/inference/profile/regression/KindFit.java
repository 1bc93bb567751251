package org.cbnet.inference.profile.regression;

import java.util.List;
import org.cbnet.inference.partition.LayerKind;

/**
 * How well the layers of a kind follow their law.
 *
 * @param kind of the layers
 * @param form {@code linear} or {@code log}, whichever did better on layers held out
 * @param layers measured
 * @param heldOutError mean over layers of the error in proportion to the time measured, call
 *     included, each predicted without any of equal work; NaN where all are of equal work
 * @param coefficients of a constant and the features in their order; of logarithms where the form
 *     is {@code log}
 */
public record KindFit(
    LayerKind kind, String form, int layers, double heldOutError, List<Double> coefficients) {
  public KindFit {
    coefficients = List.copyOf(coefficients);
  }
}
