package org.cbnet.trainer.evaluation.accuracy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.trainer.evaluation.BundleProvenance;
import org.cbnet.trainer.evaluation.EvaluationListener;

/**
 * Finds the accuracies of a shipped network's other seeds, as they were trained and at the shipped
 * bundle's threshold: measured where the trained cell is on this machine, else as recorded.
 */
public final class SeedJoin {
  private final TrainedCells cells;
  private final CellMeter meter;
  private final boolean wholeTestSet;
  private final EvaluationListener listener;

  /**
   * @param wholeTestSet whether all test frames are shown; only then recorded figures compare
   */
  public SeedJoin(
      TrainedCells cells, CellMeter meter, boolean wholeTestSet, EvaluationListener listener) {
    this.cells = cells;
    this.meter = meter;
    this.wholeTestSet = wholeTestSet;
    this.listener = listener;
  }

  /**
   * All seeds of the network as it was trained, the shipped one with what was measured of it.
   *
   * @param shipped the shipped bundle's provenance
   * @param answers of the shipped bundle
   * @return by seed; at least the shipped one
   */
  public List<SeedAnswers> seeds(BundleProvenance shipped, Answers answers) throws IOException {
    List<SeedAnswers> seeds = new ArrayList<>();
    seeds.add(
        new SeedAnswers(
            new SeedFigures(
                shipped.seed().isPresent() ? shipped.seed().getAsLong() : null,
                answers.accuracy(),
                shipped.validationAccuracy(),
                false),
            answers.rightFrames()));
    if (shipped.label().isPresent()) {
      for (Cell cell : cells.of(shipped.manifest().network(), shipped.label().get())) {
        if (!isShipped(cell, shipped)) {
          other(cell, shipped.thresholdNats(), answers.frames()).ifPresent(seeds::add);
        }
      }
    }
    seeds.sort(
        Comparator.comparing(one -> one.figures().seed(), Comparator.nullsFirst(Long::compare)));
    return seeds;
  }

  private static boolean isShipped(Cell cell, BundleProvenance shipped) {
    return shipped.cellSha256().isPresent()
        ? cell.bundleSha256().equals(shipped.cellSha256().get())
        : shipped.seed().isPresent() && shipped.seed().getAsLong() == cell.seed();
  }

  private Optional<SeedAnswers> other(Cell cell, OptionalDouble thresholdNats, int frames)
      throws IOException {
    Optional<ModelBundle> bundle = cells.bundle(cell);
    if (bundle.isPresent()) {
      Answers answers = meter.measure(cell, bundle.get(), thresholdNats);
      boolean own =
          new BundleProvenance(bundle.get().manifest()).thresholdNats().equals(thresholdNats);
      return Optional.of(
          new SeedAnswers(figures(cell, answers.accuracy(), own, false), answers.rightFrames()));
    }
    Optional<RecordedAccuracy> recorded =
        cells.recorded(cell, thresholdNats).filter(line -> wholeTestSet && line.frames() == frames);
    if (recorded.isEmpty()) {
      listener.note(
          "%s: its bundle is not on this machine and %s: not among the seeds"
              .formatted(
                  cell.title(thresholdNats),
                  wholeTestSet
                      ? "no accuracy is recorded"
                      : "recorded accuracies are of the whole test set"));
    }
    return recorded.map(
        line ->
            new SeedAnswers(
                figures(cell, line.accuracy(), line.ownThreshold(), true), line.right()));
  }

  // What a training told of validation images was at its own threshold.
  private static SeedFigures figures(
      Cell cell, double accuracy, boolean ownThreshold, boolean recorded) {
    return new SeedFigures(
        cell.seed(), accuracy, ownThreshold ? cell.validationAccuracy() : null, recorded);
  }
}
