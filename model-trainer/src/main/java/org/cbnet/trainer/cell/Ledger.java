package org.cbnet.trainer.cell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cbnet.trainer.network.NetworkDescription;

/**
 * The finished cells of a data set: {@code cells.jsonl}, a line each. Several processes may append.
 */
public final class Ledger {
  /** Name of the file in the data set's folder of models. */
  public static final String FILE = "cells.jsonl";

  /** Name of the folder of the cells' bundles beside it. */
  public static final String CELLS = "cells";

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final Path folder;

  /**
   * @param folder of the data set's models
   */
  public Ledger(Path folder) {
    this.folder = folder;
  }

  /** All lines in the order in which they were written. */
  public List<CellLine> lines() throws IOException {
    Path file = folder.resolve(FILE);
    List<CellLine> lines = new ArrayList<>();
    if (Files.exists(file)) {
      int number = 0;
      for (String line : Files.readAllLines(file)) {
        number++;
        lines.add(parse(file, number, line));
      }
    }
    return lines;
  }

  private static CellLine parse(Path file, int number, String line) throws IOException {
    try {
      return JSON.readValue(line, CellLine.class);
    } catch (JsonProcessingException e) {
      throw new IOException(
          "%s line %d can't be read (%s): mend it, or delete it to train the cell again"
              .formatted(file, number, e.getOriginalMessage()),
          e);
    }
  }

  /** The line of a cell, if it is finished; one of another architecture does not count. */
  public Optional<CellLine> find(Cell cell) throws IOException {
    NetworkDescription description = cell.recipe().description(cell.set());
    return lines().stream()
        .filter(line -> line.isOf(description))
        .filter(
            line ->
                line.network().equals(cell.recipe().network())
                    && line.label().equals(cell.method().label())
                    && line.seed() == cell.seed())
        .findFirst();
  }

  /** Where a cell's bundle goes. */
  public Path place(Cell cell) {
    return folder.resolve(CELLS).resolve(cell.name());
  }

  /** Appends a line, whole, though another process may append at the same time. */
  public void append(CellLine line) throws IOException {
    Files.createDirectories(folder);
    byte[] bytes = (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        FileLock lock = channel.lock()) {
      if (!lock.isValid()) {
        throw new IOException("no lock on " + folder.resolve(FILE));
      }
      channel.write(ByteBuffer.wrap(bytes));
    }
  }
}
