package org.cbnet.cloud.topology;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.cbnet.cloud.stats.Aggregate;
import org.cbnet.cloud.stats.Group;
import org.cbnet.cloud.stats.RoundKey;
import org.cbnet.cloud.stats.WindowKey;
import org.cbnet.cloud.stats.WindowSize;
import org.cbnet.cloud.store.CloudStores;

/** Adds what one record brought to the rows that it belongs to, each row once. */
final class Rows {
  private final KeyValueStore<WindowKey, Aggregate> windows;
  private final KeyValueStore<RoundKey, Aggregate> rounds;

  Rows(ProcessingContext context) {
    this.windows = CloudStores.WINDOWS.of(context);
    this.rounds = CloudStores.ROUNDS.of(context);
  }

  /**
   * Adds to windows and, where there is a run, to the round.
   *
   * @param group whose rows
   * @param round within the group's run
   * @param added what to add
   * @param arrival of the record that brought it
   */
  void add(Group group, int round, Minutes added, Arrival arrival) {
    Aggregate all = Aggregate.empty();
    Map<Long, Aggregate> hours = new TreeMap<>();
    added
        .byMinute()
        .forEach(
            (start, minute) -> {
              minute.touch(arrival.appendMillis());
              long hour = WindowSize.HOUR.startSeconds(TimeUnit.SECONDS.toMicros(start));
              hours.computeIfAbsent(hour, any -> Aggregate.empty()).merge(minute);
              addWindow(
                  new WindowKey(WindowSize.MINUTE, start, group, arrival.partition()), minute);
            });
    hours.forEach(
        (start, hour) -> {
          all.merge(hour);
          addWindow(new WindowKey(WindowSize.HOUR, start, group, arrival.partition()), hour);
        });
    if (!group.runId().isEmpty()) {
      all.merge(added.late());
      all.touch(arrival.appendMillis());
      addRound(RoundKey.of(group, round, arrival.partition()), all);
    }
  }

  private void addWindow(WindowKey key, Aggregate added) {
    windows.put(key, sum(windows.get(key), added));
  }

  private void addRound(RoundKey key, Aggregate added) {
    rounds.put(key, sum(rounds.get(key), added));
  }

  private static Aggregate sum(Aggregate row, Aggregate added) {
    if (row == null) {
      return added;
    }
    row.merge(added);
    return row;
  }
}
