package org.cbnet.cloud.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Holds JSON against the part of JSON Schema that the cloud's description uses. */
final class SchemaCheck {
  private final JsonNode document;

  SchemaCheck(JsonNode document) {
    this.document = document;
  }

  List<String> defects(JsonNode schema, JsonNode value) {
    List<String> defects = new ArrayList<>();
    check(schema, value, "", defects);
    return defects;
  }

  private void check(JsonNode schema, JsonNode value, String at, List<String> defects) {
    if (schema.has("$ref")) {
      JsonNode target = document.at(schema.get("$ref").asText().substring(1));
      check(target, value, at, defects);
    } else if (schema.has("anyOf")) {
      boolean any = false;
      List<String> first = null;
      for (JsonNode one : schema.get("anyOf")) {
        List<String> found = new ArrayList<>();
        check(one, value, at, found);
        any |= found.isEmpty();
        first = first == null ? found : first;
      }
      if (!any) {
        defects.addAll(first);
      }
    } else if (schema.has("type")) {
      typed(schema, value, at, defects);
    }
  }

  private void typed(JsonNode schema, JsonNode value, String at, List<String> defects) {
    String type = schema.get("type").asText();
    boolean fits =
        switch (type) {
          case "object" -> value.isObject();
          case "array" -> value.isArray();
          case "string" -> value.isTextual();
          case "integer" -> value.isIntegralNumber();
          case "number" -> value.isNumber();
          case "boolean" -> value.isBoolean();
          case "null" -> value.isNull();
          default -> false;
        };
    if (!fits) {
      defects.add("%s is no %s: %s".formatted(at, type, value));
    } else if (type.equals("array")) {
      value.forEach(item -> check(schema.get("items"), item, at + "/*", defects));
    } else if (type.equals("object")) {
      fields(schema, value, at, defects);
    }
  }

  private void fields(JsonNode schema, JsonNode value, String at, List<String> defects) {
    JsonNode properties = schema.path("properties");
    for (var field : value.properties()) {
      String name = at + "/" + field.getKey();
      if (properties.has(field.getKey())) {
        check(properties.get(field.getKey()), field.getValue(), name, defects);
      } else if (schema.path("additionalProperties").isObject()) {
        check(schema.get("additionalProperties"), field.getValue(), name, defects);
      } else {
        defects.add(name + " is not described");
      }
    }
    schema
        .path("required")
        .forEach(
            name -> {
              if (!value.has(name.asText())) {
                defects.add("%s lacks %s".formatted(at, name.asText()));
              }
            });
  }
}
