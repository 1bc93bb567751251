package org.cbnet.trainer.evaluation.accuracy;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.trainer.evaluation.BundleProvenance;
import org.cbnet.trainer.evaluation.EvaluationListener;
import org.cbnet.trainer.evaluation.OpenBundle;

/** Shows test frames to the networks of trained cells, and counts how many met them. */
public final class CellMeter {
  private final TrainedCells cells;
  private final List<Frame> frames;
  private final Provider provider;
  private final EvaluationListener listener;
  private int measured;

  public CellMeter(
      TrainedCells cells, List<Frame> frames, Provider provider, EvaluationListener listener) {
    this.cells = cells;
    this.frames = List.copyOf(frames);
    this.provider = provider;
    this.listener = listener;
  }

  /** How many networks were shown the frames. */
  public int measured() {
    return measured;
  }

  /**
   * Measures and records every cell that is on this machine: once at its own threshold, and once at
   * every other one that its kind is shipped with, where that is not recorded yet. Each line is
   * written at once, so that an interrupted run goes on where it was.
   *
   * @param shipped the bundles that agents get
   * @param isTrial which networks are a search's and are never shown a test image
   */
  public void recordAll(List<BundleProvenance> shipped, Predicate<String> isTrial)
      throws IOException {
    for (Cell cell : cells.all()) {
      if (isTrial.test(cell.network())) {
        continue;
      }
      Set<OptionalDouble> thresholds = new LinkedHashSet<>();
      Optional<ModelBundle> bundle = cells.bundle(cell);
      if (bundle.isPresent()) {
        BundleProvenance own = new BundleProvenance(bundle.get().manifest());
        if (own.latencyOnly()) {
          // Its labels are noise, and the frames may not even be of its size.
          continue;
        }
        thresholds.add(own.thresholdNats());
      }
      shipped.stream()
          .filter(one -> one.isOfKind(cell.network(), cell.label()))
          .forEach(one -> thresholds.add(one.thresholdNats()));
      if (bundle.isPresent()) {
        record(cell, bundle.get(), thresholds);
      } else if (!cells.anyRecorded(cell)
          || thresholds.stream().anyMatch(at -> cells.recorded(cell, at).isEmpty())) {
        listener.note(cell.title() + " is not on this machine: not recorded");
      }
    }
  }

  private void record(Cell cell, ModelBundle bundle, Set<OptionalDouble> thresholds)
      throws IOException {
    OptionalDouble own = new BundleProvenance(bundle.manifest()).thresholdNats();
    for (OptionalDouble threshold : thresholds) {
      if (cells.recorded(cell, threshold).isEmpty()) {
        Answers answers = measure(cell, bundle, threshold);
        cells.record(
            new RecordedAccuracy(
                cell.bundleSha256(),
                cell.network(),
                cell.label(),
                cell.seed(),
                threshold.isPresent() ? threshold.getAsDouble() : null,
                threshold.equals(own),
                answers.frames(),
                answers.correct(),
                RightFrames.write(answers.rightFrames(), answers.frames())));
        listener.note(
            "%s: %d of %d right"
                .formatted(cell.title(threshold), answers.correct(), answers.frames()));
      }
    }
  }

  /**
   * Shows the frames to one cell's network.
   *
   * @param thresholdNats at which it answers; empty without exits
   */
  Answers measure(Cell cell, ModelBundle bundle, OptionalDouble thresholdNats)
      throws BundleException {
    try (OpenBundle open = OpenBundle.open(bundle, thresholdNats, provider)) {
      int[] done = {0};
      measured++;
      return Answers.measure(
          open.strategy(),
          frames,
          () -> listener.progress("accuracy of " + cell.title(), ++done[0], frames.size()));
    }
  }
}
