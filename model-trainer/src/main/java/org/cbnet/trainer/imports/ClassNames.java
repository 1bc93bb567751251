package org.cbnet.trainer.imports;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cbnet.inference.dataset.FolderPerClass;

/** The names of a model's classes, in the order of its outputs. */
public final class ClassNames {
  private ClassNames() {}

  /**
   * Reads names from a file with one a line, from a folder with one sub-folder a class (sorted, the
   * order in which training tools commonly number them), or from the text itself, separated by
   * commas.
   *
   * @throws IllegalArgumentException where there are fewer than two, or one twice
   */
  public static List<String> read(String text) throws IOException {
    Path path = Path.of(text);
    if (Files.isDirectory(path)) {
      return checked(text, FolderPerClass.open(path).classes());
    }
    return checked(text, Files.exists(path) ? lines(path) : Arrays.asList(text.split(",", -1)));
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + " is no text file with one class a line", e);
    }
  }

  private static List<String> checked(String source, List<String> names) {
    List<String> trimmed = names.stream().map(String::strip).toList();
    if (trimmed.size() < 2) {
      throw new IllegalArgumentException(
          "'%s' is no file or folder, and names %d class: name at least 2, as in cat,dog"
              .formatted(source, trimmed.size()));
    }
    Set<String> seen = new HashSet<>();
    for (String name : trimmed) {
      if (name.isEmpty() || !seen.add(name)) {
        throw new IllegalArgumentException(
            "each class needs a name of its own: '%s' is there twice or empty in %s"
                .formatted(name, trimmed));
      }
    }
    return trimmed;
  }
}
