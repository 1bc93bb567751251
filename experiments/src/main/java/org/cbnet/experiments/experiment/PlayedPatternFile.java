package org.cbnet.experiments.experiment;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.cbnet.experiments.alignment.PlayedPattern;

/** A pattern as it was played, in a file. */
final class PlayedPatternFile {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

  private PlayedPatternFile() {}

  static void write(PlayedPattern pattern, Path file) throws IOException {
    JSON.writeValue(file.toFile(), pattern);
  }

  static PlayedPattern read(Path file) throws IOException {
    try {
      return JSON.readValue(file.toFile(), PlayedPattern.class);
    } catch (com.fasterxml.jackson.core.JacksonException | NullPointerException e) {
      throw new IOException(
          "%s is no pattern that './cbnet experiment code' has played: %s"
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
