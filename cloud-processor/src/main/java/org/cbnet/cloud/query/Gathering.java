package org.cbnet.cloud.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects one part of each partition. Not thread-safe. */
final class Gathering<A> {
  private final SortedSet<Integer> wanted;
  private final SortedMap<Integer, Part<A>> parts = new TreeMap<>();

  Gathering(SortedSet<Integer> wanted) {
    this.wanted = new TreeSet<>(wanted);
  }

  void add(Collection<Part<A>> more) {
    for (Part<A> part : more) {
      if (wanted.contains(part.partition())) {
        parts.merge(part.partition(), part, Part::better);
      }
    }
  }

  SortedSet<Integer> missing() {
    SortedSet<Integer> missing = new TreeSet<>(wanted);
    missing.removeAll(parts.keySet());
    return missing;
  }

  /** All of them, added up in the order of the partitions. */
  Whole<A> whole(Question<A> question) {
    Map<String, Long> position = new TreeMap<>();
    List<String> stale = new ArrayList<>();
    A sum = null;
    for (Part<A> part : parts.values()) {
      A value = part.reading().value();
      sum = sum == null ? value : question.merge(sum, value);
      for (Map.Entry<String, Long> topic : part.reading().position().entrySet()) {
        String name = "%s-%d".formatted(topic.getKey(), part.partition());
        position.put(name, topic.getValue());
        if (part.reading().isCopy()) {
          stale.add(name);
        }
      }
    }
    return new Whole<>(sum, position, List.copyOf(stale));
  }
}
