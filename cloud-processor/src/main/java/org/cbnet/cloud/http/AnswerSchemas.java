package org.cbnet.cloud.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * JSON schemas of records, by their components. In an answer, text, boxed numbers and records may
 * be null; primitives, lists and maps may not, and nothing is left out. In a request all but
 * primitives may be null or left out.
 */
final class AnswerSchemas {
  private static final Set<Class<?>> WHOLE =
      Set.of(int.class, long.class, Integer.class, Long.class, short.class, Short.class);
  private static final Set<Class<?>> FRACTION =
      Set.of(double.class, float.class, Double.class, Float.class);

  private final ObjectNode named;
  private final boolean isRequest;

  private AnswerSchemas(ObjectNode named, boolean isRequest) {
    this.named = named;
    this.isRequest = isRequest;
  }

  AnswerSchemas() {
    this(Answers.MAPPER.createObjectNode(), false);
  }

  /** The same for what is sent; its records stand beside the others, under names of their own. */
  AnswerSchemas requests() {
    return new AnswerSchemas(named, true);
  }

  /** The schema of a type; records stand in {@link #named}. */
  ObjectNode of(Type type) {
    Class<?> raw = RecordFields.raw(type);
    ObjectNode schema = Answers.MAPPER.createObjectNode();
    if (raw.isRecord()) {
      return schema.put("$ref", "#/components/schemas/" + name(raw));
    }
    if (raw.isEnum()) {
      ArrayNode values = schema.put("type", "string").putArray("enum");
      Arrays.stream(raw.getEnumConstants())
          .forEach(value -> values.add(Answers.MAPPER.<JsonNode>valueToTree(value)));
      return schema;
    }
    if (Map.class.isAssignableFrom(raw)) {
      return schema.put("type", "object").set("additionalProperties", of(RecordFields.last(type)));
    }
    if (Collection.class.isAssignableFrom(raw)) {
      return schema.put("type", "array").set("items", of(RecordFields.last(type)));
    }
    simple(raw).ifPresent(name -> schema.put("type", name));
    return schema;
  }

  private static Optional<String> simple(Class<?> raw) {
    if (WHOLE.contains(raw)) {
      return Optional.of("integer");
    }
    if (FRACTION.contains(raw)) {
      return Optional.of("number");
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return Optional.of("boolean");
    }
    // What is neither is JSON of any kind.
    return raw == String.class ? Optional.of("string") : Optional.empty();
  }

  private String name(Class<?> record) {
    Class<?> outer = record.getEnclosingClass();
    String name =
        (isRequest ? "Request." : "")
            + (outer == null ? "" : outer.getSimpleName() + ".")
            + record.getSimpleName();
    if (!named.has(name)) {
      ObjectNode schema = named.putObject(name);
      schema.put("type", "object");
      ObjectNode properties = schema.putObject("properties");
      ArrayNode required = schema.putArray("required");
      schema.put("additionalProperties", false);
      for (RecordFields.Field field : RecordFields.of(record)) {
        properties.set(
            field.name(), isNullable(field.type()) ? orNull(field.type()) : of(field.type()));
        if (!isRequest) {
          required.add(field.name());
        }
      }
    }
    return name;
  }

  private boolean isNullable(Type type) {
    Class<?> raw = RecordFields.raw(type);
    if (isRequest) {
      return !raw.isPrimitive();
    }
    return !raw.isPrimitive()
        && !Map.class.isAssignableFrom(raw)
        && !Collection.class.isAssignableFrom(raw);
  }

  private ObjectNode orNull(Type type) {
    ObjectNode schema = Answers.MAPPER.createObjectNode();
    ArrayNode either = schema.putArray("anyOf");
    either.add(of(type));
    either.addObject().put("type", "null");
    return schema;
  }

  static ObjectNode of(Parameter.Type type) {
    ObjectNode schema = Answers.MAPPER.createObjectNode();
    return switch (type) {
      case TEXT -> schema.put("type", "string");
      case INTEGER -> schema.put("type", "integer");
      case NUMBER -> schema.put("type", "number");
      case BOOLEAN -> schema.put("type", "boolean");
      case TIME -> schema.put("type", "string").put("format", "date-time");
    };
  }

  static ObjectNode bytes() {
    return Answers.MAPPER.createObjectNode();
  }

  /** The schemas of all records that came up. */
  ObjectNode named() {
    return named;
  }
}
