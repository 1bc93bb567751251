package org.cbnet.edge.capture.directory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Remembers over restarts which files were classified and stay where they are: a text file with a
 * line each, last word counts. A line that a power cut has torn is passed over.
 */
final class SeenFiles {
  private static final Pattern LINE = Pattern.compile("(\\d{1,18}) (-?\\d{1,18}) (.+)");

  private final Path file;

  SeenFiles(Path file) {
    this.file = file;
  }

  /** What was noted. */
  Map<String, FileVersion> read() throws IOException {
    Map<String, FileVersion> seen = new LinkedHashMap<>();
    String text;
    try {
      text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return seen;
    }
    // What stands behind the last line feed was torn.
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n", -1)) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        seen.put(
            matcher.group(3),
            new FileVersion(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))));
      }
    }
    return seen;
  }

  /** Writes the file anew, without what is not needed any more. */
  void write(Map<String, FileVersion> seen) throws IOException {
    StringBuilder text = new StringBuilder();
    seen.forEach((name, version) -> text.append(line(name, version)));
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, text);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  void add(String name, FileVersion version) throws IOException {
    Files.writeString(
        file, line(name, version), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static String line(String name, FileVersion version) {
    return name.indexOf('\n') >= 0
        ? ""
        : "%d %d %s\n".formatted(version.sizeBytes(), version.modifiedMillis(), name);
  }
}
