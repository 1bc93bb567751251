package org.cbnet.cloud.store;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One bound for what all stores of the process take outside of Java's heap; by itself each store
 * would take 50 MiB of blocks, and indexes and filters without any bound. Kafka makes these, one a
 * store.
 */
public final class SharedMemory implements RocksDBConfigSetter {
  /** Property with the bound, bytes. */
  public static final String BYTES = "cbnet.state.memory.bytes";

  // Indexes and filters are read with every row: blocks must not push them out.
  private static final double HIGH_PRIORITY_SHARE = 0.2;
  private static final int NO_SHARD_BITS = -1;
  private static final long WRITE_BUFFER_BYTES = 2L << 20;
  // What a store that holds one row takes. RocksDB's own choice, an eighth of the buffer, would
  // make some hundred small stores fill the bound by themselves, and then each row written is a
  // file.
  private static final long ARENA_BLOCK_BYTES = 32L << 10;
  private static Cache cache;
  private static WriteBufferManager buffers;

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    Objects.requireNonNull(configs.get(BYTES), BYTES + " is not set");
    share(Long.parseLong(configs.get(BYTES).toString()));
    BlockBasedTableConfig tables = (BlockBasedTableConfig) options.tableFormatConfig();
    tables.setBlockCache(cache());
    tables.setCacheIndexAndFilterBlocks(true);
    tables.setCacheIndexAndFilterBlocksWithHighPriority(true);
    tables.setPinTopLevelIndexAndFilter(true);
    options.setTableFormatConfig(tables);
    options.setWriteBufferManager(buffers());
    options.setWriteBufferSize(WRITE_BUFFER_BYTES);
    options.setArenaBlockSize(ARENA_BLOCK_BYTES);
    options.setMaxWriteBufferNumber(2);
    // Rows of one kind repeat names, keys and bins; Kafka's choice is to write them as they are.
    options.setCompressionType(CompressionType.LZ4_COMPRESSION);
    options.setBottommostCompressionType(CompressionType.ZSTD_COMPRESSION);
  }

  @Override
  public void close(String storeName, Options options) {
    // What is shared outlives each store.
  }

  static synchronized Cache cache() {
    return cache;
  }

  static synchronized WriteBufferManager buffers() {
    return buffers;
  }

  /** The first store's bound is the process's. */
  private static synchronized void share(long bytes) {
    if (cache == null) {
      RocksDB.loadLibrary();
      cache = new LRUCache(bytes, NO_SHARD_BITS, false, HIGH_PRIORITY_SHARE);
      // Charged to the cache: both together stay within the bound.
      buffers = new WriteBufferManager(bytes / 2, cache);
    }
  }
}
