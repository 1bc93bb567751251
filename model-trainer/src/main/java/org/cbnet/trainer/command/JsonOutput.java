package org.cbnet.trainer.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A JSON file that an option names; what can't be written is refused before anything is measured.
 *
 * @param option that names it
 * @param file null where it is not wanted
 */
record JsonOutput(String option, Path file) {
  JsonOutput {
    if (file != null && Files.isDirectory(file)) {
      throw new InputException("%s %s is a folder: name a file".formatted(option, file));
    }
    Path parent = file == null ? null : file.toAbsolutePath().getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      throw new InputException(
          "%s %s: there is no folder %s, make it first".formatted(option, file, parent));
    }
  }

  /** Writes a value; nothing where no file is wanted. */
  void write(Object value) throws IOException {
    if (file != null) {
      Files.writeString(
          file,
          new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value)
              + "\n");
    }
  }
}
