package org.cbnet.cloud.store;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueStore;

/** What a store that lies over a store on disk leaves to that one. */
abstract class DiskStore<K, V> implements KeyValueStore<K, V> {
  final KeyValueStore<Bytes, byte[]> disk;

  DiskStore(KeyValueStore<Bytes, byte[]> disk) {
    this.disk = Objects.requireNonNull(disk, "disk is null");
  }

  @Override
  public long approximateNumEntries() {
    return disk.approximateNumEntries();
  }

  @Override
  public String name() {
    return disk.name();
  }

  @Override
  public boolean persistent() {
    return disk.persistent();
  }

  @Override
  public boolean isOpen() {
    return disk.isOpen();
  }

  @Override
  public void commit(Map<TopicPartition, Long> offsets) {
    disk.commit(offsets);
  }

  @Override
  public Long committedOffset(TopicPartition partition) {
    return disk.committedOffset(partition);
  }

  // Kafka still asks, to know where a store's offsets are kept.
  @Deprecated
  @Override
  public boolean managesOffsets() {
    return disk.managesOffsets();
  }

  @Override
  public Position getPosition() {
    return disk.getPosition();
  }
}
