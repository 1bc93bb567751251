package org.cbnet.trainer.evaluation.accuracy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Files with one JSON object a line. */
final class JsonLines {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

  private JsonLines() {}

  /**
   * Reads all lines; no file is no lines.
   *
   * @throws FiguresFileException where a line is no such object
   */
  static <T> List<T> read(Path file, Class<T> type) throws IOException {
    List<T> values = new ArrayList<>();
    if (!Files.exists(file)) {
      return values;
    }
    int number = 0;
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      number++;
      if (!line.isBlank()) {
        try {
          values.add(JSON.readValue(line, type));
        } catch (JsonProcessingException e) {
          throw new FiguresFileException(file, number, e.getOriginalMessage(), e);
        }
      }
    }
    return values;
  }

  /** Replaces the file as a whole, so that a kill leaves either the old lines or the new. */
  static void write(Path file, List<?> values) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Object value : values) {
      lines.append(JSON.writeValueAsString(value)).append('\n');
    }
    Path pending = file.resolveSibling("." + file.getFileName() + ".pending");
    try {
      Files.writeString(pending, lines);
      Files.move(
          pending, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(pending);
    }
  }
}
