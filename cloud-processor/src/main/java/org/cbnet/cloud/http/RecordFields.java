package org.cbnet.cloud.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;

/** Fields of a record as they stand in JSON. */
final class RecordFields {

  private RecordFields() {}

  /**
   * A field.
   *
   * @param name in JSON
   * @param type in Java
   */
  record Field(String name, Type type) {}

  static boolean isRecord(Type type) {
    return type instanceof Class<?> of && of.isRecord();
  }

  static List<Field> of(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(component -> new Field(name(component), component.getGenericType()))
        .toList();
  }

  private static String name(RecordComponent component) {
    JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
    return property == null || property.value().isEmpty() ? component.getName() : property.value();
  }

  /** The class of a type, whatever its arguments. */
  static Class<?> raw(Type type) {
    return type instanceof ParameterizedType parameterized
        ? (Class<?>) parameterized.getRawType()
        : (Class<?>) type;
  }

  /** The last argument of a type: of a list its elements, of a map its values. */
  static Type last(Type type) {
    Type[] arguments = ((ParameterizedType) type).getActualTypeArguments();
    return arguments[arguments.length - 1];
  }
}
