package org.cbnet.edge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.cbnet.schemas.record.DeviceStatus;

/**
 * A heartbeat as maps and lists: the health page tells what the cloud is told, under the same
 * names, so that both can be held against each other.
 */
final class StatusMap {
  private StatusMap() {}

  static Map<String, Object> of(DeviceStatus status) {
    return map(status);
  }

  private static Map<String, Object> map(GenericRecord record) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (Schema.Field field : record.getSchema().getFields()) {
      // What only sending knows is not known here.
      if (!field.name().startsWith("sent") && !field.name().equals("clockSynced")) {
        map.put(field.name(), value(record.get(field.pos())));
      }
    }
    return map;
  }

  private static Object value(Object value) {
    if (value instanceof GenericRecord record) {
      return map(record);
    }
    if (value instanceof Iterable<?> items) {
      List<Object> list = new ArrayList<>();
      items.forEach(item -> list.add(value(item)));
      return list;
    }
    return value instanceof CharSequence text ? text.toString() : value;
  }
}
