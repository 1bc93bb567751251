package org.cbnet.edge.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Damaged files put aside beside the one that takes their place. One is kept, the newest: a card
 * that fails again and again must not be filled with its own ruins.
 */
final class Quarantine {
  private static final String ASIDE = ".damaged";
  private static final List<String> PARTS = List.of("", "-wal", "-shm");

  private Quarantine() {}

  /** Moves a database with its log; answers its new name. */
  static String putAside(Path database) throws IOException {
    Path aside = aside(database);
    for (String part : PARTS) {
      Path from = sibling(database, part);
      Path to = sibling(aside, part);
      if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.deleteIfExists(to);
      }
    }
    return aside.getFileName().toString();
  }

  /** Bytes that were put aside. */
  static long bytes(Path database) {
    long bytes = 0;
    for (String part : PARTS) {
      try {
        bytes += Files.size(sibling(aside(database), part));
      } catch (IOException e) {
        // Not there.
      }
    }
    return bytes;
  }

  private static Path aside(Path database) {
    return sibling(database, ASIDE);
  }

  private static Path sibling(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }
}
