package org.cbnet.cloud.store;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Keeps a query from seeing a record half applied: the stores of a task change one after the other,
 * and laws over them hold only in between.
 *
 * <p>Each partition of the input has a gate of its own, so a query holds up the records of the
 * partition that it reads and no others. What it reads there is exactly what the position it names
 * stands for.
 */
public final class SnapshotGate {
  // More partitions than this share gates, which costs waiting and nothing else.
  private static final int GATES = 64;

  private final ReentrantReadWriteLock[] gates =
      Stream.generate(ReentrantReadWriteLock::new)
          .limit(GATES)
          .toArray(ReentrantReadWriteLock[]::new);

  private final PartitionStores stores = new PartitionStores();

  /** The stores of the partitions that this instance has. */
  public PartitionStores stores() {
    return stores;
  }

  /**
   * Changes the state of a partition: applies a record, or writes rows back.
   *
   * <p>Where that breaks off, half of it may be in the rows, under a position that does not cover
   * it. Kafka gives the task up then and begins again from the last commit, but not at once; until
   * it has, nobody is told of the partition from here.
   */
  public void apply(int partition, Runnable change) {
    Lock passing = gates[partition % GATES].readLock();
    passing.lock();
    boolean isDone = false;
    try {
      change.run();
      isDone = true;
    } finally {
      if (!isDone) {
        stores.ended(partition);
      }
      passing.unlock();
    }
  }

  /** Reads a partition between two changes. */
  public <T> T read(int partition, Supplier<T> query) {
    Lock reading = gates[partition % GATES].writeLock();
    reading.lock();
    try {
      return query.get();
    } finally {
      reading.unlock();
    }
  }
}
