package org.cbnet.edge.energy.instrument;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A tree of the kernel's small files in a temporary folder. */
final class SysTree {
  private final Path root;

  SysTree(Path root) {
    this.root = root;
  }

  Path root() {
    return root;
  }

  /** As the kernel writes it, with a line end. */
  SysTree put(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text + "\n");
    return this;
  }

  void remove(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve(folder))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** A shell script that stands for a program of the system. */
  static List<String> script(Path file, String body) throws IOException {
    Files.writeString(file, body);
    return List.of("/bin/sh", file.toString());
  }
}
