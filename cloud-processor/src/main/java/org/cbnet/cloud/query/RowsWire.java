package org.cbnet.cloud.query;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.cbnet.cloud.store.Store;

/** Writes rows as their store has them. */
final class RowsWire<K, V, M extends Map<K, V>> implements Wire<M> {
  private final Store<K, V> store;
  private final Supplier<M> empty;

  RowsWire(Store<K, V> store, Supplier<M> empty) {
    this.store = Objects.requireNonNull(store, "store is null");
    this.empty = Objects.requireNonNull(empty, "empty is null");
  }

  @Override
  public void write(M rows, DataOutput out) throws IOException {
    out.writeInt(rows.size());
    for (Map.Entry<K, V> row : rows.entrySet()) {
      bytes(store.key().serializer().serialize(store.name(), row.getKey()), out);
      bytes(store.value().serializer().serialize(store.name(), row.getValue()), out);
    }
  }

  @Override
  public M read(DataInput in) throws IOException {
    M rows = empty.get();
    for (int left = in.readInt(); left > 0; left--) {
      K key = store.key().deserializer().deserialize(store.name(), bytes(in));
      rows.put(key, store.value().deserializer().deserialize(store.name(), bytes(in)));
    }
    return rows;
  }

  private static void bytes(byte[] bytes, DataOutput out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] bytes(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
