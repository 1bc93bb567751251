package org.cbnet.edge.config;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.SortedMap;
import java.util.TreeMap;

/** The settings that the configuration's records read their components through, by key. */
final class Settings {
  private Settings() {}

  static SortedMap<String, Setting<?>> all() {
    SortedMap<String, Setting<?>> settings = new TreeMap<>();
    collect(AgentConfig.class, settings);
    return settings;
  }

  private static void collect(Class<?> record, SortedMap<String, Setting<?>> settings) {
    for (Field field : record.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == Setting.class) {
        Setting<?> setting = setting(field);
        settings.put(setting.key(), setting);
      }
    }
    for (RecordComponent component : record.getRecordComponents()) {
      if (component.getType().isRecord()) {
        collect(component.getType(), settings);
      }
    }
  }

  private static Setting<?> setting(Field field) {
    try {
      field.setAccessible(true);
      return (Setting<?>) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
