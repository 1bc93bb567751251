package org.cbnet.cloud.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The token that this instance shows others. Its file is read at each question, so that a token is
 * replaced before it expires without a restart; while the file can't be read, the last one serves.
 */
final class PeerToken {
  private final Path file;
  private volatile String last;

  /**
   * @throws IOException where the file holds no token; the message names it
   */
  PeerToken(Path file) throws IOException {
    this.file = Objects.requireNonNull(file, "file is null");
    this.last = read(file);
  }

  /** As it is now. */
  String text() {
    try {
      last = read(file);
    } catch (IOException e) {
      // It is being replaced.
    }
    return last;
  }

  private static String read(Path file) throws IOException {
    String text = Files.readString(file).strip();
    if (text.isEmpty() || text.contains("\n")) {
      throw new IOException("http.peer-token-file %s must hold one token".formatted(file));
    }
    return text;
  }
}
