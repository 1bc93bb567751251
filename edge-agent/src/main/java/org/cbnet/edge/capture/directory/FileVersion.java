package org.cbnet.edge.capture.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * What tells one content of a file from another.
 *
 * @param sizeBytes of the file
 * @param modifiedMillis since 1970, of its last change
 */
record FileVersion(long sizeBytes, long modifiedMillis) {

  /** Of a regular file, or of what a link leads to; empty where there is none. */
  static Optional<FileVersion> of(Path file) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.isRegularFile()
          ? Optional.of(
              new FileVersion(attributes.size(), attributes.lastModifiedTime().toMillis()))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
