package org.cbnet.trainer.evaluation.accuracy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.strategy.Provider;
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
   * Measures and records every cell that is on this machine and has no recorded accuracy; each is
   * written at once, so that an interrupted run goes on where it was.
   */
  public void recordAll() throws IOException {
    for (Cell cell : cells.unrecorded()) {
      Optional<Answers> answers = measure(cell);
      if (answers.isPresent()) {
        cells.record(cell, answers.get());
        listener.note(
            "%s: %d of %d right"
                .formatted(cell.title(), answers.get().correct(), answers.get().frames()));
      } else {
        listener.note(cell.title() + " is not on this machine: not recorded");
      }
    }
  }

  /** Empty where the cell's bundle is not on this machine. */
  Optional<Answers> measure(Cell cell) throws IOException {
    Optional<ModelBundle> bundle = cells.bundle(cell);
    if (bundle.isEmpty()) {
      return Optional.empty();
    }
    try (OpenBundle open = OpenBundle.open(bundle.get(), provider)) {
      int[] done = {0};
      measured++;
      return Optional.of(
          Answers.measure(
              open.strategy(),
              frames,
              () -> listener.progress("accuracy of " + cell.title(), ++done[0], frames.size())));
    }
  }
}
