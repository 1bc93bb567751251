package org.cbnet.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.cbnet.cloud.admin.AdminException;
import picocli.CommandLine.Option;

/** {@code --json FILE}. */
final class JsonFileOption {
  @Option(names = "--json", paramLabel = "FILE", description = "Write the answer here, as JSON.")
  private Path file;

  void write(JsonNode answer) throws AdminException {
    if (file == null) {
      return;
    }
    try {
      new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), answer);
    } catch (IOException e) {
      throw new AdminException("--json %s can't be written: %s".formatted(file, e), true);
    }
  }
}
