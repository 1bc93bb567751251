package org.cbnet.cloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that every command has that prints figures. */
final class JsonOption {
  @Option(names = "--json", paramLabel = "FILE", description = "Writes the same for programs.")
  private Path file;

  void write(Object figures) throws IOException {
    if (file != null) {
      new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), figures);
    }
  }
}
