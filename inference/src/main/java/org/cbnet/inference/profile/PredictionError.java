package org.cbnet.inference.profile;

import java.util.ArrayList;
import java.util.List;

/**
 * How far a profile's times are from those that were measured, in proportion to the latter.
 *
 * @param cuts by number
 * @param median of all halves, without signs
 * @param worst of all halves, without sign
 */
public record PredictionError(List<CutError> cuts, double median, double worst) {

  /**
   * Errors of a cut; above 0 where more was predicted than measured.
   *
   * @param cut its id
   * @param head null where there is none
   * @param tail null where there is none
   */
  public record CutError(String cut, Double head, Double tail) {}

  public PredictionError {
    cuts = List.copyOf(cuts);
  }

  /**
   * Compares two profiles of a bundle.
   *
   * @throws IllegalArgumentException where they are not of the same bundle and cuts
   */
  public static PredictionError of(LayerProfile predicted, LayerProfile measured) {
    if (!predicted.bundleHash().equals(measured.bundleHash())
        || !predicted.ids().equals(measured.ids())
        || measured.cuts().isEmpty()) {
      throw new IllegalArgumentException(
          "compare profiles of one bundle: %s with cuts %s, %s with cuts %s"
              .formatted(
                  predicted.bundleHash(), predicted.ids(), measured.bundleHash(), measured.ids()));
    }
    List<CutError> cuts = new ArrayList<>();
    List<Double> sizes = new ArrayList<>();
    for (CutTimes expected : measured.cuts()) {
      CutTimes found = predicted.cut(expected.cut());
      Double head = error(found.head(), expected.head());
      Double tail = error(found.tail(), expected.tail());
      cuts.add(new CutError(expected.cut(), head, tail));
      if (head != null) {
        sizes.add(Math.abs(head));
      }
      if (tail != null) {
        sizes.add(Math.abs(tail));
      }
    }
    List<Double> sorted = sizes.stream().sorted().toList();
    int middle = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return new PredictionError(cuts, median, sorted.get(sorted.size() - 1));
  }

  private static Double error(Timing predicted, Timing measured) {
    return measured == null || predicted == null
        ? null
        : (double) predicted.medianNanos() / Math.max(1, measured.medianNanos()) - 1;
  }
}
