package org.cbnet.experiments.bench.map;

import java.util.Comparator;
import java.util.List;

/**
 * One cell: a backbone on a device of some speed over a link.
 *
 * @param backbone its name
 * @param speed how many times as long as here the emulated device takes
 * @param link name of the profile
 * @param cuts measured one by one
 * @param partitionP50Micros median of {@code partition}'s frames
 * @param partitionCut the cut that it used most
 */
record MapCell(
    String backbone,
    double speed,
    String link,
    List<CutFigure> cuts,
    double partitionP50Micros,
    String partitionCut) {
  MapCell {
    cuts = List.copyOf(cuts);
  }

  /** The cut with the least median: the oracle. */
  CutFigure best() {
    return cuts.stream().min(Comparator.comparingDouble(CutFigure::p50Micros)).orElseThrow();
  }

  /** Of {@code partition}'s median to the oracle's. */
  double ratio() {
    return partitionP50Micros / best().p50Micros();
  }

  /** Median of all on the device; there always is one. */
  double deviceP50Micros() {
    return of("device");
  }

  /** Median of all in the cloud; NaN where that was not measured. */
  double cloudP50Micros() {
    return of("cloud");
  }

  private double of(String kind) {
    return cuts.stream()
        .filter(figure -> figure.kind().equals(kind))
        .mapToDouble(CutFigure::p50Micros)
        .findFirst()
        .orElse(Double.NaN);
  }
}
