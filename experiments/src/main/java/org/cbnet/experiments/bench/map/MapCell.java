package org.cbnet.experiments.bench.map;

import java.util.Comparator;
import java.util.List;

/**
 * One cell: a backbone on a device of some speed over a link.
 *
 * @param backbone its name
 * @param speed how many times as long as here the emulated device takes
 * @param link name of the profile
 * @param cuts all of them, measured one by one where there is a link
 * @param partition of {@code partition}'s frames, whatever became of them
 */
record MapCell(
    String backbone, double speed, String link, List<CutFigure> cuts, PlannedFigure partition) {
  MapCell {
    cuts = List.copyOf(cuts);
    if (cuts.stream().noneMatch(CutFigure::isCandidate)) {
      throw new IllegalArgumentException(
          "%s on 1/%.0f over %s: no cut was measured as itself".formatted(backbone, speed, link));
    }
  }

  /**
   * The oracle: of the finalists whose answers were their own, the one with the least median.
   * Without a link that is all on the device, the only one that there is.
   */
  CutFigure best() {
    return cuts.stream()
        .filter(CutFigure::isCandidate)
        .min(Comparator.comparingDouble(CutFigure::p50Micros))
        .orElseThrow();
  }

  /** Cuts that were not measured as themselves, so that nothing is known of them. */
  List<CutFigure> unmeasured() {
    return cuts.stream().filter(cut -> !cut.isOwn()).toList();
  }

  /** Of {@code partition}'s median to the oracle's. */
  double ratio() {
    return partition.p50Micros() / best().p50Micros();
  }

  /** Median of all on the device. */
  double deviceP50Micros() {
    return of(CutFigure.DEVICE);
  }

  /** Median of all in the cloud; NaN where that was not measured. */
  double cloudP50Micros() {
    return of(CutFigure.CLOUD);
  }

  /** Whether it is this cell. */
  boolean is(String ofBackbone, double ofSpeed, String ofLink) {
    return backbone.equals(ofBackbone) && speed == ofSpeed && link.equals(ofLink);
  }

  private double of(String kind) {
    return cuts.stream()
        .filter(figure -> figure.kind().equals(kind) && figure.isOwn())
        .mapToDouble(CutFigure::p50Micros)
        .findFirst()
        .orElse(Double.NaN);
  }
}
