package org.cbnet.edge.capture.stream;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What a stream is and how it is read.
 *
 * @param path a named pipe or a file; empty for standard input
 * @param format what it is made of
 * @param width columns of a raw frame
 * @param height rows of a raw frame
 * @param whenBehind what happens where images come faster than they are classified
 */
public record StreamOptions(
    Optional<Path> path, StreamFormat format, int width, int height, WhenBehind whenBehind) {
  public StreamOptions {
    Objects.requireNonNull(path, "path is null");
    Objects.requireNonNull(format, "format is null");
    Objects.requireNonNull(whenBehind, "whenBehind is null");
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "width and height must be at least 1: %d x %d".formatted(width, height));
    }
  }
}
