package org.cbnet.experiments.definition;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A value of a definition and where it stands; its shape was checked before.
 *
 * @param value missing where the key is
 * @param place from the top of the file
 */
record Entry(JsonNode value, JsonPointer place) {

  static Entry top(JsonNode tree) {
    return new Entry(tree, JsonPointer.empty());
  }

  Entry at(String key) {
    return new Entry(value.path(key), place.appendProperty(key));
  }

  List<Entry> items() {
    return IntStream.range(0, value.size())
        .mapToObj(i -> new Entry(value.get(i), place.appendIndex(i)))
        .toList();
  }

  boolean isGiven() {
    return !value.isMissingNode();
  }

  String text() {
    return value.textValue();
  }

  /** Whole, as the schema saw to; a file may write it {@code 1e3}. */
  int wholeNumber() {
    return (int) value.longValue();
  }
}
