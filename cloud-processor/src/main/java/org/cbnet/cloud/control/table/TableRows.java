package org.cbnet.cloud.control.table;

import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the reader has applied; the reader changes it, any thread reads it. */
final class TableRows<V> {
  private static final Logger LOG = LoggerFactory.getLogger(TableRows.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final NavigableMap<String, Entry<V>> rows = new TreeMap<>();
  private final List<Consumer<Set<String>>> listeners = new CopyOnWriteArrayList<>();
  private final String name;
  private long revision;
  private long position;
  private long awaited = -1;
  private boolean seen;
  private boolean loaded;
  private boolean closed;

  TableRows(String name) {
    this.name = name;
  }

  /**
   * A record of the topic.
   *
   * @param value put; empty removes the key
   */
  record Row<V>(String key, Optional<V> value, long offset, long appendMillis) {}

  /** Applies a part of the topic at once; position is the first offset behind it. */
  void apply(List<Row<V>> part, long newPosition, boolean isLoaded) {
    lock.lock();
    try {
      part.forEach(this::apply);
      position = newPosition;
      loaded |= isLoaded;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (!part.isEmpty()) {
      Set<String> keys = part.stream().map(Row::key).collect(Collectors.toUnmodifiableSet());
      listeners.forEach(listener -> tell(listener, keys));
    }
  }

  private void apply(Row<V> row) {
    row.value()
        .ifPresentOrElse(
            now -> rows.put(row.key(), new Entry<>(now, row.offset() + 1, row.appendMillis())),
            () -> rows.remove(row.key()));
    revision = row.offset() + 1;
    seen |= row.offset() == awaited;
  }

  private void tell(Consumer<Set<String>> listener, Set<String> keys) {
    try {
      listener.accept(keys);
    } catch (RuntimeException e) {
      LOG.error("a listener of a table failed topicName={}", name, e);
    }
  }

  void listen(Consumer<Set<String>> listener) {
    listeners.add(listener);
  }

  <T> T read(Function<NavigableMap<String, Entry<V>>, T> query) {
    lock.lock();
    try {
      if (!loaded) {
        throw new UnavailableException("%s is still being read".formatted(name));
      }
      return query.apply(rows);
    } finally {
      lock.unlock();
    }
  }

  boolean isLoaded() {
    lock.lock();
    try {
      return loaded;
    } finally {
      lock.unlock();
    }
  }

  long revision() {
    lock.lock();
    try {
      return revision;
    } finally {
      lock.unlock();
    }
  }

  long position() {
    lock.lock();
    try {
      return position;
    } finally {
      lock.unlock();
    }
  }

  long revision(String key) {
    return read(all -> all.containsKey(key) ? all.get(key).revision() : Change.ABSENT);
  }

  /** From now on {@link #hasSeen} tells of this offset. */
  void expect(long offset) {
    lock.lock();
    try {
      awaited = offset;
      seen = false;
    } finally {
      lock.unlock();
    }
  }

  boolean hasSeen() {
    lock.lock();
    try {
      return seen;
    } finally {
      lock.unlock();
    }
  }

  boolean awaitRevision(long least, Duration most) throws InterruptedException {
    return await(() -> revision >= least, most);
  }

  boolean awaitPosition(long least, Duration most) throws InterruptedException {
    return await(() -> loaded && position >= least, most);
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean await(BooleanSupplier reached, Duration most) throws InterruptedException {
    long left = most.toNanos();
    lock.lock();
    try {
      while (!reached.getAsBoolean() && !closed && left > 0) {
        left = changed.awaitNanos(Math.min(left, TimeUnit.HOURS.toNanos(1)));
      }
      return reached.getAsBoolean();
    } finally {
      lock.unlock();
    }
  }
}
