package org.cbnet.cloud.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * Rows as objects: {@link #get} gives the live row, {@link #put} says that it has changed, and at
 * each commit what has changed is written to disk and changelog, each row once.
 *
 * <p>Kafka's own cache holds bytes, so a row that is changed by each record would be read from and
 * written to bytes by each record. Kafka calls {@link #flushCache} before it sends a commit's last
 * changes and {@link #clearCache} before a task turns into a standby; both belong to its internals,
 * and to no public interface.
 *
 * <p>The task's thread changes it; another thread may read through {@link #reader} while it holds
 * the partition's {@link SnapshotGate}.
 */
final class RowStore<K, V> extends DiskStore<K, V> implements CachedStateStore<K, V> {
  private static final int ROOM = 8;
  private static final int AT_HAND = 64;

  private final Store<K, V> types;
  private final SnapshotGate gate;
  private final int keptRows;
  private final Map<K, Row<K, V>> rows = new HashMap<>();
  private final List<Row<K, V>> changed = new ArrayList<>();
  // Commits so far: when a row was used last, as a number, so that using it moves nothing.
  private long period;
  // By hash: a record asks for a row more than once, and puts what it has got.
  private final List<Row<K, V>> atHand = new ArrayList<>(Collections.nCopies(AT_HAND, null));
  private int partition;
  private FlushMark mark;

  private static final class Row<K, V> {
    private final K key;
    private V value;
    private boolean isChanged;
    private long usedIn;
    // Put together once, as a row that is used stays and is written at each commit.
    private Bytes keyBytes;

    Row(K key) {
      this.key = key;
    }
  }

  /**
   * @param disk holds bytes, with a changelog and without a cache
   * @param keptRows rows that stay in memory after a commit, the last used ones
   */
  RowStore(Store<K, V> types, KeyValueStore<Bytes, byte[]> disk, SnapshotGate gate, int keptRows) {
    super(disk);
    this.types = Objects.requireNonNull(types, "types is null");
    this.gate = Objects.requireNonNull(gate, "gate is null");
    this.keptRows = keptRows;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    partition = context.taskId().partition();
    disk.init(context, root);
    gate.stores().opened(partition, this);
  }

  @Override
  public V get(K key) {
    Row<K, V> known = row(key);
    if (known != null) {
      return known.value;
    }
    V value = types.row(disk.get(types.toKey(key)));
    if (value != null) {
      added(key).value = value;
    }
    return value;
  }

  private Row<K, V> row(K key) {
    int place = key.hashCode() & AT_HAND - 1;
    Row<K, V> near = atHand.get(place);
    if (near != null && near.key.equals(key)) {
      return near;
    }
    Row<K, V> row = rows.get(key);
    if (row != null) {
      row.usedIn = period;
      atHand.set(place, row);
    }
    return row;
  }

  private Row<K, V> added(K key) {
    Row<K, V> row = new Row<>(key);
    row.usedIn = period;
    rows.put(key, row);
    atHand.set(key.hashCode() & AT_HAND - 1, row);
    return row;
  }

  private void forgetAtHand() {
    Collections.fill(atHand, null);
  }

  @Override
  public void put(K key, V value) {
    Row<K, V> row = row(key);
    if (row == null) {
      row = added(key);
    }
    // A reference that is written, even as it was, makes the garbage collector look at the row
    // again.
    if (row.value != value) {
      row.value = value;
    }
    if (!row.isChanged) {
      row.isChanged = true;
      gate.stores().changed(partition);
      changed.add(row);
    }
  }

  @Override
  public V putIfAbsent(K key, V value) {
    V before = get(key);
    if (before == null) {
      put(key, value);
    }
    return before;
  }

  @Override
  public void putAll(List<KeyValue<K, V>> entries) {
    entries.forEach(entry -> put(entry.key, entry.value));
  }

  @Override
  public V delete(K key) {
    V before = get(key);
    put(key, null);
    return before;
  }

  @Override
  public void flushCache() {
    gate.apply(partition, this::writeChanged);
  }

  @Override
  public void clearCache() {
    gate.apply(
        partition,
        () -> {
          writeChanged();
          rows.clear();
          forgetAtHand();
          // From here on the disk is changed by others.
          mark = null;
        });
  }

  @Override
  public boolean setFlushListener(CacheFlushListener<K, V> listener, boolean sendOldValues) {
    return false;
  }

  private void writeChanged() {
    if (mark == null) {
      mark = mark();
    }
    Map<String, Long> covered = gate.stores().position(partition).orElse(mark.position());
    long changes = gate.stores().changes(partition);
    if (changed.isEmpty() && covered.equals(mark.position()) && changes <= mark.number()) {
      return;
    }
    mark = mark.next(covered, Math.max(changes, mark.number()));
    if (!changed.isEmpty()) {
      disk.put(FlushMark.KEY, mark.toBytes());
      writeRows();
    }
    mark = mark.closed();
    disk.put(FlushMark.KEY, mark.toBytes());
  }

  /** Which commit's rows the disk has. */
  FlushMark mark() {
    return FlushMark.of(disk.get(FlushMark.KEY));
  }

  private void writeRows() {
    forgetAtHand();
    for (Row<K, V> row : changed) {
      if (row.keyBytes == null) {
        row.keyBytes = types.toKey(row.key);
      }
      disk.put(row.keyBytes, types.toBytes(row.value));
      row.isChanged = false;
      if (row.value == null) {
        rows.remove(row.key);
      }
    }
    changed.clear();
    if (rows.size() > keptRows) {
      letGo();
    }
    period++;
  }

  /** Keeps the last used ones, and some room, so that not each commit has to look for them. */
  private void letGo() {
    long[] used = rows.values().stream().mapToLong(row -> row.usedIn).sorted().toArray();
    int surplus = used.length - keptRows + keptRows / ROOM;
    long last = used[surplus - 1];
    long[] older = {Arrays.stream(used).filter(period -> period < last).count()};
    rows.values()
        .removeIf(row -> row.usedIn < last || (row.usedIn == last && older[0]++ < surplus));
  }

  /** The rows for another thread: nothing that it reads stays in memory. */
  RowReader<K, V> reader() {
    return new RowReader<>(this);
  }

  /** The live row, or what is on disk; nothing is kept. */
  V peek(K key) {
    Row<K, V> known = rows.get(key);
    return known == null ? types.row(disk.get(types.toKey(key))) : known.value;
  }

  @Override
  public KeyValueIterator<K, V> range(K from, K to) {
    Bytes first = from == null ? FlushMark.FIRST_ROW : types.toKey(from);
    Bytes last = to == null ? null : types.toKey(to);
    return merged(disk.range(first, last), within(first, last));
  }

  @Override
  public KeyValueIterator<K, V> all() {
    return merged(disk.range(FlushMark.FIRST_ROW, null), within(null, null));
  }

  @Override
  public <S extends Serializer<P>, P> KeyValueIterator<K, V> prefixScan(P prefix, S serializer) {
    byte[] first = serializer.serialize(types.name(), prefix);
    NavigableMap<Bytes, KeyValue<K, V>> live = within(Bytes.wrap(first), null);
    live.keySet().removeIf(key -> !startsWith(key.get(), first));
    return merged(disk.prefixScan(prefix, serializer), live);
  }

  private KeyValueIterator<K, V> merged(
      KeyValueIterator<Bytes, byte[]> stored, NavigableMap<Bytes, KeyValue<K, V>> live) {
    return new MergedRows<>(
        stored,
        live,
        (key, value) -> {
          K read = types.key().deserializer().deserialize(types.name(), key.get());
          return KeyValue.pair(read, types.row(value));
        });
  }

  /** What was changed since the last commit, in the order of the disk. */
  private NavigableMap<Bytes, KeyValue<K, V>> within(Bytes first, Bytes last) {
    NavigableMap<Bytes, KeyValue<K, V>> sorted = new TreeMap<>();
    for (Row<K, V> row : changed) {
      sorted.put(types.toKey(row.key), KeyValue.pair(row.key, row.value));
    }
    NavigableMap<Bytes, KeyValue<K, V>> head = last == null ? sorted : sorted.headMap(last, true);
    return first == null ? head : head.tailMap(first, true);
  }

  private static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }

  @Override
  public void close() {
    gate.apply(
        partition,
        () -> {
          gate.stores().closed(partition, this);
          // Kafka opens the same object again where it gives up what was not committed.
          rows.clear();
          forgetAtHand();
          changed.clear();
          mark = null;
          disk.close();
        });
  }
}
