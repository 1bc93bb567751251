package org.cbnet.experiments.definition;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * What keys a definition has, of which kinds, in which bounds and with which defaults: {@code
 * experiment.schema.json}, in JSON Schema of draft 2020-12.
 *
 * <p>The schema keeps to {@code properties} and {@code items}, with no references and no choices
 * between schemas, so that every place of a file has one rule, and every problem one line.
 */
final class DefinitionSchema {
  private static final String RESOURCE = "experiment.schema.json";

  private final JsonNode rules = load();
  private final Schema schema =
      SchemaRegistry.withDialect(Dialects.getDraft202012()).getSchema(rules);

  /** The schema itself. */
  JsonNode rules() {
    return rules;
  }

  /** Tells the problems what of a file is not as the schema says. */
  void check(JsonNode tree, Problems problems) {
    for (Error error : schema.validate(tree)) {
      JsonPointer place = pointer(error.getInstanceLocation());
      new Violation(error, new Entry(tree.at(place), place), rule(place)).tell(problems);
    }
  }

  /** A copy in which every key that was left out and has a default has it. */
  JsonNode withDefaults(JsonNode tree) {
    JsonNode full = tree.deepCopy();
    fill(full, rules);
    return full;
  }

  /** The rule of a place; missing where there is none. */
  private JsonNode rule(JsonPointer place) {
    JsonNode rule = rules;
    for (JsonPointer at = place; !at.matches(); at = at.tail()) {
      rule =
          rule.has("items")
              ? rule.path("items")
              : rule.path("properties").path(at.getMatchingProperty());
    }
    return rule;
  }

  private static void fill(JsonNode value, JsonNode rule) {
    if (value instanceof ObjectNode map) {
      for (Map.Entry<String, JsonNode> property : rule.path("properties").properties()) {
        JsonNode preset = property.getValue().path("default");
        if (!map.has(property.getKey()) && !preset.isMissingNode()) {
          map.set(property.getKey(), preset.deepCopy());
        }
        fill(map.path(property.getKey()), property.getValue());
      }
    } else if (value.isArray()) {
      value.forEach(item -> fill(item, rule.path("items")));
    }
  }

  private static JsonPointer pointer(NodePath path) {
    JsonPointer pointer = JsonPointer.empty();
    for (int i = 0; i < path.getNameCount(); i++) {
      pointer =
          path.getElement(i) instanceof Integer index
              ? pointer.appendIndex(index)
              : pointer.appendProperty(path.getName(i));
    }
    return pointer;
  }

  private static JsonNode load() {
    try (InputStream resource = DefinitionSchema.class.getResourceAsStream(RESOURCE)) {
      return new ObjectMapper().readTree(resource);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + RESOURCE, e);
    }
  }
}
