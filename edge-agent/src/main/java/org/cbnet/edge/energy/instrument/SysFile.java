package org.cbnet.edge.energy.instrument;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small files of the kernel that hold one number or one word. */
final class SysFile {
  private SysFile() {}

  static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
  }

  static double number(Path file) throws IOException {
    String text = text(file);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IOException("%s holds no whole number: '%s'".formatted(file, Shown.of(text)), e);
    }
  }
}
