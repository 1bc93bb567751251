package org.cbnet.trainer.evaluation.accuracy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;

/**
 * The trained cells of a data set and what was recorded of them: {@code cells.jsonl} and {@code
 * test-accuracy.jsonl} in the data set's folder of bundles.
 */
public final class TrainedCells {
  private static final String CELLS = "cells.jsonl";
  private static final String RECORDED = "test-accuracy.jsonl";

  private final Path folder;
  private final List<Cell> cells;
  private final List<RecordedAccuracy> recorded;

  private TrainedCells(Path folder, List<Cell> cells, List<RecordedAccuracy> recorded) {
    this.folder = folder;
    this.cells = cells;
    this.recorded = recorded;
  }

  /**
   * Reads both files; either may be absent.
   *
   * @param folder of the data set's bundles
   * @throws FiguresFileException where a line is not what it should be
   */
  public static TrainedCells read(Path folder) throws IOException {
    return new TrainedCells(
        folder,
        JsonLines.read(folder.resolve(CELLS), Cell.class),
        new ArrayList<>(JsonLines.read(folder.resolve(RECORDED), RecordedAccuracy.class)));
  }

  /** Number of recorded accuracies: one a trained network and threshold, each measured once. */
  public int recordedCount() {
    return recorded.size();
  }

  /** All cells of a network that were trained in one way. */
  List<Cell> of(String network, String label) {
    return cells.stream()
        .filter(cell -> cell.network().equals(network) && cell.label().equals(label))
        .toList();
  }

  /** All cells, in the order of the file. */
  List<Cell> all() {
    return List.copyOf(cells);
  }

  /**
   * What was recorded of a cell.
   *
   * @param thresholdNats at which it answered; empty without exits
   */
  Optional<RecordedAccuracy> recorded(Cell cell, OptionalDouble thresholdNats) {
    return recorded.stream().filter(line -> line.isOf(cell, thresholdNats)).findFirst();
  }

  /** Whether anything was recorded of a cell, at whatever threshold. */
  boolean anyRecorded(Cell cell) {
    return recorded.stream().anyMatch(line -> line.bundleSha256().equals(cell.bundleSha256()));
  }

  /**
   * The cell's bundle, where it is on this machine.
   *
   * @throws BundleException where it is another than was trained
   */
  Optional<ModelBundle> bundle(Cell cell) throws IOException {
    if (cell.folder() == null
        || !Files.exists(folder.resolve(cell.folder()).resolve(ModelBundle.MANIFEST))) {
      return Optional.empty();
    }
    ModelBundle bundle = ModelBundle.load(folder.resolve(cell.folder()));
    if (!bundle.hash().equals(cell.bundleSha256())) {
      throw new BundleException(
          bundle.folder(),
          "is not the trained cell %s: its bundle.json has SHA-256 %s, %s says %s"
              .formatted(cell.title(), bundle.hash(), CELLS, cell.bundleSha256()));
    }
    return Optional.of(bundle);
  }

  /** Adds a line and writes the file anew, sorted. */
  void record(RecordedAccuracy line) throws IOException {
    recorded.add(line);
    recorded.sort(RecordedAccuracy.ORDER);
    JsonLines.write(folder.resolve(RECORDED), recorded);
  }
}
