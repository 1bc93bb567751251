package org.cbnet.experiments.definition;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects what is wrong with one file, each with the line that it stands on. */
final class Problems {
  private static final int LONGEST_VALUE = 60;

  private record Problem(int line, String text) {}

  private final String file;
  private final Map<JsonPointer, Integer> lines = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param file what messages call it
   */
  Problems(String file) {
    this.file = file;
  }

  /**
   * Says where something stands.
   *
   * @param line counted from 1
   */
  void locate(JsonPointer place, int line) {
    lines.put(place, line);
  }

  /** Refuses a line, where it could not be read what stands there. */
  void refuse(int line, String what, String remedy) {
    problems.add(new Problem(line, "%s; %s".formatted(what, remedy)));
  }

  /** Refuses a place for what it is called or lacks. */
  void refuse(JsonPointer place, String what, String remedy) {
    refuse(line(place), prefix(place) + what, remedy);
  }

  /** Refuses a value. */
  void refuse(Entry entry, String what, String remedy) {
    refuse(entry.place(), "%s: %s".formatted(what, shown(entry.value())), remedy);
  }

  /** Throws if there is anything to refuse. */
  void throwIfAny() throws DefinitionException {
    if (!problems.isEmpty()) {
      throw new DefinitionException(
          problems.stream()
              .sorted(Comparator.comparingInt(Problem::line))
              .map(problem -> "%s:%d: %s".formatted(file, problem.line(), problem.text()))
              .distinct()
              .toList());
    }
  }

  /** Where it stands, or what it would be a part of. */
  int line(JsonPointer place) {
    JsonPointer found = place;
    while (!lines.containsKey(found) && found.head() != null) {
      found = found.head();
    }
    return lines.getOrDefault(found, 1);
  }

  private static String prefix(JsonPointer place) {
    StringBuilder key = new StringBuilder();
    for (JsonPointer at = place; !at.matches(); at = at.tail()) {
      if (at.mayMatchElement()) {
        key.append('[').append(at.getMatchingIndex()).append(']');
      } else {
        key.append(key.isEmpty() ? "" : ".").append(at.getMatchingProperty());
      }
    }
    return key.isEmpty() ? "" : key + ": ";
  }

  // As JSON, so that quotes and control characters show.
  private static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "...";
  }
}
