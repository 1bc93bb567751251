package org.cbnet.cloud.control.table;

import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.cbnet.cloud.start.StartException;
import org.cbnet.schemas.Topic;

/**
 * A small table that every instance of the cloud holds whole: a compacted topic of one partition.
 *
 * <p>Each instance reads the topic from its start into memory and keeps up with it. A write is a
 * compare-and-set that holds over all instances of the application and over their crashes: it is
 * there whole or not at all, and it builds on the newest value or is refused. A record that can't
 * be read is skipped, logged and counted.
 *
 * <p>Until the topic was read to its end once, reading throws {@link UnavailableException}. While
 * the broker is away, reading answers what was known last, and writing throws it after some twenty
 * seconds. Values are shared: don't change them. Safe for several threads; close it in the end.
 *
 * @param <V> value
 */
public final class ControlTable<V> implements AutoCloseable {
  private static final Duration END_WITHIN = Duration.ofSeconds(5);

  private final TableRows<V> rows;
  private final TableReader<V> reader;
  private final TableWriter<V> writer;
  private final Thread thread;
  private final String topicId;

  private ControlTable(Topic<String, V> topic, TableSettings settings, String topicId) {
    this.topicId = topicId;
    this.rows = new TableRows<>(topic.name());
    this.reader = new TableReader<>(topic, settings, rows);
    this.writer = new TableWriter<>(topic, settings, rows, reader);
    this.thread = new Thread(reader, "table-" + topic.name());
    thread.setDaemon(true);
  }

  /**
   * Makes the topic where it is missing, and begins to read it; does not wait for its end.
   *
   * @throws StartException where the broker is away, or the topic is not as it must be
   */
  public static <V> ControlTable<V> open(Topic<String, V> topic, TableSettings settings)
      throws StartException {
    String topicId = TableTopic.prepare(topic, settings);
    ControlTable<V> table = new ControlTable<>(topic, settings, topicId);
    table.thread.start();
    return table;
  }

  /** A key's value, if it has one. */
  public Optional<Entry<V>> get(String key) {
    Objects.requireNonNull(key, "key is null");
    return rows.read(all -> Optional.ofNullable(all.get(key)));
  }

  /** A copy of everything, in order of the keys. */
  public NavigableMap<String, Entry<V>> all() {
    return rows.read(TreeMap::new);
  }

  /**
   * Reads several keys as of one moment; {@link #position} asked inside is that of the moment.
   *
   * @param query gets the rows themselves, by key: must be quick, must change nothing and keep
   *     nothing of the map; the table waits for it
   */
  public <T> T read(Function<NavigableMap<String, Entry<V>>, T> query) {
    return rows.read(query);
  }

  /** The offset of the last record applied, plus one: rises with each change of any key. */
  public long revision() {
    return rows.revision();
  }

  /** Where the reading stands: what was applied is exactly what lies before it in the topic. */
  public Position position() {
    return new Position(topicId, rows.position());
  }

  /** Waits until the revision is above one given; true where it is. Blocks the thread. */
  public boolean awaitChange(long afterRevision, Duration most) throws InterruptedException {
    return rows.awaitRevision(afterRevision + 1, most);
  }

  /**
   * Tells of changes, whoever made them, from now on; also of those that are read at the start.
   *
   * @param listener gets the changed keys, on the reading thread: must be quick and must not write
   */
  public void listen(Consumer<Set<String>> listener) {
    rows.listen(Objects.requireNonNull(listener, "listener is null"));
  }

  /** Why it can't be read; nothing where it can. */
  public Optional<String> obstacle() {
    return rows.isLoaded() ? Optional.empty() : Optional.of("control tables are being read");
  }

  /** Records that were skipped because they can't be read. */
  public long unreadable() {
    return reader.unreadable();
  }

  /**
   * Puts a value; when this returns, the instance reads it.
   *
   * @param expected revision of the key, {@link Change#ABSENT} or {@link Change#ANY}
   * @return the new revision of the key
   * @throws ConflictException where the key has another revision
   * @throws UnavailableException where the broker is away; the value may have been written in spite
   *     of it only if the broker answered nothing at all to the commit
   */
  public long put(String key, V value, long expected) {
    return write(List.of(Change.put(key, value, expected)));
  }

  /** Removes a key, as {@link #put} puts one. */
  public long remove(String key, long expected) {
    return write(List.of(Change.remove(key, expected)));
  }

  /**
   * Makes several changes of different keys, all or none. Another reader may see some of them a
   * moment before the others.
   *
   * @return the revision of the last one
   */
  public long write(List<Change<V>> changes) {
    if (changes.isEmpty()) {
      return revision();
    }
    long keys = changes.stream().map(Change::key).distinct().count();
    if (keys < changes.size()) {
      throw new IllegalArgumentException("a key is changed twice: " + changes);
    }
    return writer.write(List.copyOf(changes));
  }

  @Override
  public void close() {
    writer.close();
    reader.end();
    rows.close();
    try {
      thread.join(END_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
