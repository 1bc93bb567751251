package org.cbnet.experiments.bench.map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cells measured so far, in a file after each of them: a run that is killed loses the cell that
 * it was at, and another can go on. One thread.
 */
final class MapStore {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String SETTINGS = "settings";
  private static final String CELLS = "cells";

  private final Path file;
  private final JsonNode settings;
  private final List<MapCell> cells = new ArrayList<>();

  /**
   * Begins without cells.
   *
   * @param file null where they are not to be kept
   * @param settings what all cells of a file were measured with
   */
  MapStore(Path file, ObjectNode settings) {
    this.file = file;
    // As it comes back from a file, so that both can be compared.
    this.settings = MAPPER.valueToTree(settings);
  }

  /**
   * Takes the cells that an earlier run has left.
   *
   * @throws IllegalArgumentException where that run had other settings, or the file is no map
   * @throws IOException where it can't be read
   */
  void resume() throws IOException {
    if (file == null || !Files.exists(file)) {
      return;
    }
    JsonNode read = MAPPER.readTree(file.toFile());
    String before = String.valueOf(read.get(SETTINGS));
    if (!before.equals(settings.toString())) {
      throw new IllegalArgumentException(
          "%s can't be resumed: it was measured with %s, this run has %s"
              .formatted(file, before, settings));
    }
    cells.addAll(MapFigures.read(read.required(CELLS)));
  }

  Optional<MapCell> find(String backbone, double speed, String link) {
    return cells.stream().filter(cell -> cell.is(backbone, speed, link)).findFirst();
  }

  /** Keeps a cell; the file always is a whole one. */
  void add(MapCell cell) throws IOException {
    cells.add(cell);
    if (file == null) {
      return;
    }
    ObjectNode root = MAPPER.createObjectNode();
    root.set(SETTINGS, settings);
    root.set(CELLS, MapFigures.of(cells));
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, root.toPrettyString() + "\n");
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
