package org.cbnet.cloud.query;

import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.cbnet.cloud.device.DeviceRow;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.store.PartitionView;
import org.cbnet.cloud.store.Store;

/**
 * The first devices in order of their ids.
 *
 * @param after id that they come after; null for the very first
 * @param limit how many
 * @param filter which
 */
record DevicesQuestion(String after, int limit, DeviceFilter filter)
    implements Question<DeviceRows> {
  DevicesQuestion {
    Objects.requireNonNull(filter, "filter is null");
  }

  @Override
  public List<Store<?, ?>> stores() {
    return List.of(CloudStores.DEVICES, CloudStores.HEARTBEATS);
  }

  @Override
  public DeviceRows ask(PartitionView view) {
    DeviceRows first = DeviceRows.none();
    try (KeyValueIterator<String, DeviceRow> rows =
        view.read(CloudStores.DEVICES).range(after, null)) {
      while (rows.hasNext() && first.rows().size() < limit) {
        KeyValue<String, DeviceRow> row = rows.next();
        if (!row.key.equals(after) && filter.passes(row.key, row.value, view)) {
          first.take(row.key, row.value, view);
        }
      }
    }
    return first;
  }

  @Override
  public DeviceRows merge(DeviceRows one, DeviceRows other) {
    return one.merge(other, limit);
  }

  @Override
  public Wire<DeviceRows> wire() {
    return DeviceRows.WIRE;
  }
}
