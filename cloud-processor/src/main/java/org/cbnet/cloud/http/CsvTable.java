package org.cbnet.cloud.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Rows as CSV (RFC 4180). Fields of a record in a row are columns of their own, joined to its name
 * by a dot, and so are the keys of a map; a list is one cell, separated by semicolons.
 */
final class CsvTable {
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9.]+([eE][+-]?[0-9]+)?");
  private static final Pattern FORMULA = Pattern.compile("(?s)[=+@\\-\\t\\r].*");
  private static final Pattern QUOTED = Pattern.compile("(?s).*[\",\r\n].*");

  private final List<Column> columns;

  private CsvTable(List<Column> columns) {
    this.columns = columns;
  }

  private record Column(List<String> path, boolean isMap) {}

  /**
   * @param answer record that has the list
   * @param list name of it
   */
  static CsvTable of(Type answer, String list) {
    Type rows =
        RecordFields.of((Class<?>) answer).stream()
            .filter(field -> field.name().equals(list))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no list %s".formatted(list)))
            .type();
    List<Column> columns = new ArrayList<>();
    add(columns, List.of(), (Class<?>) RecordFields.last(rows));
    return new CsvTable(List.copyOf(columns));
  }

  private static void add(List<Column> columns, List<String> path, Class<?> type) {
    for (RecordFields.Field field : RecordFields.of(type)) {
      List<String> name = new ArrayList<>(path);
      name.add(field.name());
      if (RecordFields.isRecord(field.type())) {
        add(columns, name, (Class<?>) field.type());
      } else {
        columns.add(new Column(name, Map.class.isAssignableFrom(RecordFields.raw(field.type()))));
      }
    }
  }

  /** The rows below their header. */
  byte[] write(JsonNode rows) {
    List<List<String>> paths = paths(rows);
    StringBuilder text = new StringBuilder();
    line(text, paths.stream().map(path -> cell(String.join(".", path))).toList());
    for (JsonNode row : rows) {
      line(text, paths.stream().map(path -> cell(at(row, path))).toList());
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private List<List<String>> paths(JsonNode rows) {
    List<List<String>> paths = new ArrayList<>();
    for (Column column : columns) {
      if (!column.isMap()) {
        paths.add(column.path());
        continue;
      }
      TreeSet<String> keys = new TreeSet<>();
      rows.forEach(row -> at(row, column.path()).fieldNames().forEachRemaining(keys::add));
      for (String key : keys) {
        List<String> path = new ArrayList<>(column.path());
        path.add(key);
        paths.add(path);
      }
    }
    return paths;
  }

  private static JsonNode at(JsonNode row, List<String> path) {
    JsonNode node = row;
    for (String name : path) {
      node = node.path(name);
    }
    return node;
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append(String.join(",", cells)).append("\r\n");
  }

  private static String cell(JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return "";
    }
    if (value.isArray()) {
      List<String> parts = new ArrayList<>();
      value.forEach(part -> parts.add(part.isValueNode() ? part.asText() : part.toString()));
      return cell(parts.stream().collect(Collectors.joining(";")));
    }
    return value.isValueNode() ? cell(value.asText()) : cell(value.toString());
  }

  /** Devices choose some of the text, and a spreadsheet must not take it for a formula. */
  private static String cell(String value) {
    boolean isFormula = FORMULA.matcher(value).matches() && !NUMBER.matcher(value).matches();
    String safe = isFormula ? "'" + value : value;
    return QUOTED.matcher(safe).matches() ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
