package org.cbnet.cloud.query;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.cbnet.cloud.stats.Aggregate;
import org.cbnet.cloud.stats.Group;
import org.cbnet.cloud.stats.WindowKey;
import org.cbnet.cloud.stats.WindowSize;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.store.PartitionView;
import org.cbnet.cloud.store.Store;

/**
 * The rows of a time, added up by what they are to be told apart by.
 *
 * @param window length of the windows
 * @param fromSeconds start of the first window at the earliest, seconds since 1970-01-01 UTC
 * @param toSeconds start of the last window, excluded
 * @param groupBy what rows are told apart by
 * @param where rows that are told of, by the values that they have
 */
record WindowsQuestion(
    WindowSize window,
    long fromSeconds,
    long toSeconds,
    Set<Dimension> groupBy,
    Map<Dimension, String> where)
    implements Question<Map<WindowKey, Aggregate>> {
  private static final Group ALL = new Group("", "", "", "", "", "", "", "");

  WindowsQuestion {
    Objects.requireNonNull(window, "window is null");
    groupBy = Set.copyOf(groupBy);
    where = Map.copyOf(where);
  }

  @Override
  public List<Store<?, ?>> stores() {
    return List.of(CloudStores.WINDOWS);
  }

  @Override
  public Map<WindowKey, Aggregate> ask(PartitionView view) {
    Map<WindowKey, Aggregate> sums = new HashMap<>();
    Snapshots.each(
        view.read(CloudStores.WINDOWS).range(first(), end()),
        entry -> {
          if (isAsked(entry.key.group())) {
            sums.computeIfAbsent(reduced(entry.key), any -> Aggregate.empty()).merge(entry.value);
          }
        });
    return sums;
  }

  @Override
  public Map<WindowKey, Aggregate> merge(
      Map<WindowKey, Aggregate> one, Map<WindowKey, Aggregate> other) {
    other.forEach((key, row) -> one.computeIfAbsent(key, any -> Aggregate.empty()).merge(row));
    return one;
  }

  @Override
  public Wire<Map<WindowKey, Aggregate>> wire() {
    return new RowsWire<>(CloudStores.WINDOWS, HashMap::new);
  }

  private boolean isAsked(Group group) {
    return where.entrySet().stream()
        .allMatch(wanted -> wanted.getKey().of(group).equals(wanted.getValue()));
  }

  private WindowKey reduced(WindowKey key) {
    return new WindowKey(window, key.startSeconds(), Dimension.only(groupBy, key.group()), 0);
  }

  private WindowKey first() {
    // A window that starts before 'from' is not wholly in the time asked for.
    long seconds = window.duration().toSeconds();
    long start = -Math.floorDiv(-fromSeconds, seconds) * seconds;
    return new WindowKey(window, Math.max(0, start), ALL, 0);
  }

  private WindowKey end() {
    return new WindowKey(window, Math.max(0, toSeconds), ALL, 0);
  }
}
