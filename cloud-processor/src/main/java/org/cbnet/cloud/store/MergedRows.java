package org.cbnet.cloud.store;

import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/** Rows on disk in order of their keys, overlaid by those that were changed since. */
final class MergedRows<K, V> implements KeyValueIterator<K, V> {
  private final KeyValueIterator<Bytes, byte[]> stored;
  private final NavigableMap<Bytes, KeyValue<K, V>> live;
  private final BiFunction<Bytes, byte[], KeyValue<K, V>> read;
  private KeyValue<K, V> next;

  /**
   * @param live by key as on disk; taken from while this runs; a value of null is a removed row
   */
  MergedRows(
      KeyValueIterator<Bytes, byte[]> stored,
      NavigableMap<Bytes, KeyValue<K, V>> live,
      BiFunction<Bytes, byte[], KeyValue<K, V>> read) {
    this.stored = stored;
    this.live = live;
    this.read = read;
    this.next = advance();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public KeyValue<K, V> next() {
    if (next == null) {
      throw new NoSuchElementException("no row is left");
    }
    KeyValue<K, V> row = next;
    next = advance();
    return row;
  }

  @Override
  public K peekNextKey() {
    if (next == null) {
      throw new NoSuchElementException("no row is left");
    }
    return next.key;
  }

  @Override
  public void close() {
    stored.close();
  }

  private KeyValue<K, V> advance() {
    while (stored.hasNext() || !live.isEmpty()) {
      KeyValue<K, V> row = smallest();
      if (row != null && row.value != null) {
        return row;
      }
    }
    return null;
  }

  private KeyValue<K, V> smallest() {
    Map.Entry<Bytes, KeyValue<K, V>> first = live.firstEntry();
    if (first == null) {
      KeyValue<Bytes, byte[]> entry = stored.next();
      return read.apply(entry.key, entry.value);
    }
    int order = stored.hasNext() ? stored.peekNextKey().compareTo(first.getKey()) : 1;
    if (order < 0) {
      KeyValue<Bytes, byte[]> entry = stored.next();
      return read.apply(entry.key, entry.value);
    }
    if (order == 0) {
      stored.next();
    }
    live.pollFirstEntry();
    return first.getValue();
  }
}
