package org.cbnet.experiments.bench.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ConfigOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.OptionsUtil;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * Compacts the stores that a stopped application has left, each with the options that it was
 * written with, and tells what they take then: before, it depends on when RocksDB came to it.
 */
final class CompactedBytes {
  // Kafka Streams': <application>/<task>/rocksdb/<store>.
  private static final String STORES = "rocksdb";
  private static final String TABLES = ".sst";

  private CompactedBytes() {}

  /**
   * Compacts all stores of an application, and tells what each takes.
   *
   * @param folder state directory of an application that does not run
   * @return bytes of the tables by the store's name, over all tasks
   */
  static Map<String, Long> of(Path folder) throws IOException {
    RocksDB.loadLibrary();
    Map<String, Long> byStore = new TreeMap<>();
    for (Path store : stores(folder)) {
      compact(store);
      byStore.merge(store.getFileName().toString(), tableBytes(store), Long::sum);
    }
    if (byStore.isEmpty()) {
      throw new IllegalStateException("no store below " + folder);
    }
    return byStore;
  }

  private static List<Path> stores(Path folder) throws IOException {
    try (Stream<Path> below = Files.walk(folder)) {
      return below
          .filter(path -> path.getParent().endsWith(STORES) && Files.isDirectory(path))
          .toList();
    }
  }

  private static void compact(Path store) throws IOException {
    List<ColumnFamilyDescriptor> families = new ArrayList<>();
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try (ConfigOptions config = new ConfigOptions();
        DBOptions options = new DBOptions()) {
      OptionsUtil.loadLatestOptions(config, store.toString(), options, families);
      try (RocksDB rows = RocksDB.open(options, store.toString(), families, handles)) {
        for (ColumnFamilyHandle handle : handles) {
          rows.compactRange(handle);
        }
        handles.forEach(ColumnFamilyHandle::close);
      }
    } catch (RocksDBException e) {
      throw new IOException("store %s can't be compacted: %s".formatted(store, e.getMessage()), e);
    }
  }

  private static long tableBytes(Path store) throws IOException {
    try (Stream<Path> files = Files.list(store)) {
      return files
          .filter(file -> file.toString().endsWith(TABLES))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }
}
