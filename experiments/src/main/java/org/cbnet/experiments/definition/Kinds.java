package org.cbnet.experiments.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The kinds of values, by the words that people know. */
final class Kinds {
  private Kinds() {}

  /** What a rule of the schema takes. */
  static List<String> of(JsonNode rule) {
    List<String> kinds = new ArrayList<>();
    JsonNode type = rule.path("type");
    if (type.isArray()) {
      type.forEach(each -> kinds.add(word(each.asText())));
    } else {
      kinds.add(word(type.asText()));
    }
    return kinds;
  }

  private static String word(String type) {
    return switch (type) {
      case "string" -> "text";
      case "integer" -> "whole number";
      case "array" -> "list";
      case "object" -> "map";
      default -> type;
    };
  }
}
