package org.cbnet.experiments.definition;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.List;

/**
 * A place that is not as the schema says, in words for people.
 *
 * @param error the validator's
 * @param entry that it is about
 * @param rule of that place
 */
record Violation(Error error, Entry entry, JsonNode rule) {

  void tell(Problems problems) {
    switch (error.getKeyword()) {
      case "additionalProperties" -> tellUnknown(problems);
      case "required" -> tellMissing(problems);
      case "enum" ->
          problems.refuse(entry, "is unknown", Nearest.remedy(entry.value().asText(), choices()));
      default -> problems.refuse(entry, what(), "give here: " + description(rule));
    }
  }

  private void tellUnknown(Problems problems) {
    List<String> known = new ArrayList<>();
    rule.path("properties").fieldNames().forEachRemaining(known::add);
    JsonPointer place = entry.place().appendProperty(error.getProperty());
    problems.refuse(place, "unknown key", Nearest.remedy(error.getProperty(), known));
  }

  private void tellMissing(Problems problems) {
    JsonPointer place = entry.place().appendProperty(error.getProperty());
    JsonNode missing = rule.path("properties").path(error.getProperty());
    problems.refuse(place, "is missing", "give here: " + description(missing));
  }

  private String what() {
    String bound = rule.path(error.getKeyword()).asText();
    return switch (error.getKeyword()) {
      case "type", "unionType" -> "must be a " + String.join(" or a ", Kinds.of(rule));
      case "pattern" -> "must match " + bound;
      case "minimum" -> "must be at least " + bound;
      case "exclusiveMinimum" -> "must be above " + bound;
      case "maximum" -> "must be at most " + bound;
      case "minItems" -> "must have at least %s item".formatted(bound);
      case "maxItems" -> "must have at most %s items".formatted(bound);
      case "uniqueItems" -> "has something twice";
      case "minLength" -> "must not be empty";
      case "maxLength" -> "must have at most %s characters".formatted(bound);
      default -> error.getMessage();
    };
  }

  private List<String> choices() {
    List<String> choices = new ArrayList<>();
    rule.path("enum").forEach(choice -> choices.add(choice.asText()));
    return choices;
  }

  private static String description(JsonNode rule) {
    return rule.path("description").asText();
  }
}
