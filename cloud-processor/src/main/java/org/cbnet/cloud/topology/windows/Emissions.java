package org.cbnet.cloud.topology.windows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.cbnet.cloud.stats.Aggregate;
import org.cbnet.cloud.stats.UnsentRows;
import org.cbnet.cloud.stats.WindowKey;
import org.cbnet.cloud.store.CloudStores;

/**
 * Sends a partition's rows on: provisional when their window ends, final when its grace is over,
 * and again after a correction.
 *
 * <p>The wall clock says when a row is sent, never what is in it. What is to be sent is stored by
 * window, not by row: a task that is taken over sends all rows of such a window, some of them once
 * more than was needed.
 */
public final class Emissions {
  /** Name of the sink that it forwards to. */
  public static final String SINK = "window-parts";

  // A replay, or a backlog, changes a row with each of its records; one revision tells them all.
  private static final Duration CHANGES_GATHER = Duration.ofSeconds(10);

  private final ProcessorContext<byte[], byte[]> context;
  private final KeyValueStore<WindowKey, Aggregate> windows;
  private final KeyValueStore<WindowKey, UnsentRows> unsent;

  public Emissions(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    this.windows = CloudStores.WINDOWS.of(context);
    this.unsent = CloudStores.EMISSIONS.of(context);
  }

  /** Notes that a row has changed. */
  public void changed(WindowKey key, Aggregate row, long appendMillis) {
    if (!row.awaitSending()) {
      return;
    }
    WindowKey window = key.ofWindow();
    UnsentRows rows = unsent.get(window);
    if (rows == null) {
      rows = UnsentRows.at(due(key, appendMillis, context.currentSystemTimeMs()));
      unsent.put(window, rows);
    }
    rows.add(key);
  }

  /** When a row is sent that was changed now, by a record that was appended then. */
  private static long due(WindowKey key, long appendMillis, long nowMillis) {
    long gathered = nowMillis + CHANGES_GATHER.toMillis();
    if (appendMillis < endMillis(key)) {
      return nowMillis < endMillis(key) ? endMillis(key) : gathered;
    }
    return nowMillis < finalMillis(key) ? finalMillis(key) : gathered;
  }

  /** Sends what is due. */
  public void send(long nowMillis) {
    for (WindowKey window : windows()) {
      UnsentRows rows = unsent.get(window);
      if (rows.dueMillis() <= nowMillis) {
        send(window, rows, nowMillis);
      }
    }
  }

  private void send(WindowKey window, UnsentRows rows, long nowMillis) {
    boolean isFinal = nowMillis >= finalMillis(window);
    for (WindowKey key : rows.rows().orElseGet(() -> allOf(window))) {
      Aggregate row = windows.get(key);
      if (row != null) {
        row.sent();
        byte[] part = CloudStores.part(key.partition(), isFinal, row);
        context.forward(new Record<>(CloudStores.rowKey(key), part, nowMillis), SINK);
      }
    }
    if (isFinal) {
      unsent.put(window, null);
    } else {
      rows.postpone(finalMillis(window));
      unsent.put(window, rows);
    }
  }

  /** Of which something is to be sent. */
  private List<WindowKey> windows() {
    List<WindowKey> keys = new ArrayList<>();
    try (KeyValueIterator<WindowKey, UnsentRows> entries = unsent.all()) {
      entries.forEachRemaining(entry -> keys.add(entry.key));
    }
    return keys;
  }

  private Set<WindowKey> allOf(WindowKey window) {
    Set<WindowKey> keys = new HashSet<>();
    WindowKey next = WindowKey.lowest(window.size(), window.startSeconds() + 1);
    try (KeyValueIterator<WindowKey, Aggregate> entries = windows.range(window, next)) {
      entries.forEachRemaining(entry -> keys.add(entry.key));
    }
    return keys;
  }

  private static long endMillis(WindowKey window) {
    return TimeUnit.SECONDS.toMillis(window.endSeconds());
  }

  private static long finalMillis(WindowKey window) {
    return endMillis(window) + WindowKey.GRACE.toMillis();
  }
}
