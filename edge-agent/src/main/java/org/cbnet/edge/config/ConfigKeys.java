package org.cbnet.edge.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cbnet.edge.energy.Board;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.feature.Compression;
import org.cbnet.inference.feature.Precision;
import org.cbnet.inference.planning.Objective;
import org.cbnet.inference.strategy.StrategyName;

/**
 * The keys of the configuration: the components of its records in kebab case, joined by dots. So
 * the record tree is the one list of what may be configured.
 */
final class ConfigKeys {
  private ConfigKeys() {}

  /** All keys; one that stands for any name below it ends in {@code .*}. */
  static SortedSet<String> all() {
    SortedSet<String> keys = new TreeSet<>();
    collect("", AgentConfig.class, keys);
    return keys;
  }

  /** Every key with its value as text; empty where an optional one is not set. */
  static SortedMap<String, String> values(AgentConfig config) {
    SortedMap<String, String> values = new TreeMap<>();
    collect("", config, values);
    return values;
  }

  private static void collect(String prefix, Class<?> type, SortedSet<String> keys) {
    for (RecordComponent component : type.getRecordComponents()) {
      String key = prefix + kebab(component.getName());
      if (component.getType().isRecord()) {
        collect(key + ".", component.getType(), keys);
      } else {
        keys.add(component.getType() == Map.class ? key + ".*" : key);
      }
    }
  }

  private static void collect(String prefix, Record node, SortedMap<String, String> values) {
    for (RecordComponent component : node.getClass().getRecordComponents()) {
      String key = prefix + kebab(component.getName());
      Object value = value(node, component);
      if (value instanceof Record child) {
        collect(key + ".", child, values);
      } else if (value instanceof Map<?, ?> map) {
        map.forEach((name, text) -> values.put(key + "." + name, text.toString()));
      } else {
        values.put(key, text(value));
      }
    }
  }

  private static Object value(Record node, RecordComponent component) {
    try {
      return component.getAccessor().invoke(node);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("a public record hides " + component, e);
    }
  }

  private static String text(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.map(ConfigKeys::text).orElse("");
    }
    if (value instanceof List<?> list) {
      return list.stream().map(ConfigKeys::text).collect(Collectors.joining(","));
    }
    if (value instanceof Duration duration) {
      return Setting.print(duration);
    }
    if (value instanceof Board board) {
      return board.key();
    }
    if (value instanceof StrategyName strategy) {
      return strategy.id();
    }
    if (value instanceof Precision precision) {
      return precision.id();
    }
    if (value instanceof Compression compression) {
      return compression.id();
    }
    if (value instanceof Objective objective) {
      return objective.id();
    }
    if (value instanceof KnownDataSet set) {
      return set.id();
    }
    if (value instanceof Enum<?> constant) {
      return Setting.print(constant);
    }
    return value.toString();
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
