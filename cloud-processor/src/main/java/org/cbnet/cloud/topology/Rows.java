package org.cbnet.cloud.topology;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.cbnet.cloud.stats.Aggregate;
import org.cbnet.cloud.stats.Group;
import org.cbnet.cloud.stats.RoundKey;
import org.cbnet.cloud.stats.WindowKey;
import org.cbnet.cloud.stats.WindowSize;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.topology.pairing.EndedRuns;
import org.cbnet.cloud.topology.windows.Emissions;

/**
 * The rows that one record adds to, each read once and written once: {@link #begin}, any number of
 * {@link #at} and {@link #late}, {@link #end}.
 */
final class Rows {
  /** Age when counted up to which a minute has a row; what is older corrects its hour only. */
  static final Duration MINUTES_KEPT = Duration.ofDays(2);

  private static final int MAX_GROUPS = 10_000;
  private static final long MINUTES_KEPT_MICROS = TimeUnit.DAYS.toMicros(2);

  private final KeyValueStore<WindowKey, Aggregate> windows;
  private final KeyValueStore<RoundKey, Aggregate> rounds;
  private final Emissions emissions;
  private final Map<Group, Group> groups = new HashMap<>();
  private final List<Window> open = new ArrayList<>();
  private final List<Aggregate> targets = new ArrayList<>();
  private Group group;
  private Arrival arrival;
  private RoundKey roundKey;
  private Aggregate round;
  private final EndedRuns ended;

  private record Window(WindowKey key, Aggregate row) {}

  Rows(ProcessorContext<byte[], byte[]> context) {
    this.windows = CloudStores.WINDOWS.of(context);
    this.rounds = CloudStores.ROUNDS.of(context);
    this.emissions = new Emissions(context);
    this.ended = new EndedRuns(context);
  }

  /**
   * Starts with a record of a group and, where the group has a run that has not ended, of a round
   * of it.
   */
  void begin(Group group, int roundNumber, Arrival arrival) {
    this.group = known(group);
    this.arrival = arrival;
    boolean hasRun = !group.runId().isEmpty() && ended.find(group.runId()).isEmpty();
    roundKey = hasRun ? RoundKey.of(this.group, roundNumber, arrival.partition()) : null;
    round = null;
    open.clear();
  }

  /**
   * The rows of a time; of use until the next call.
   *
   * @param eventMicros what decides whether a minute is kept still; of results, the minute's start
   */
  List<Aggregate> at(long eventMicros) {
    targets.clear();
    targets.add(window(WindowSize.HOUR, eventMicros));
    // A dead letter that is replayed finds its minute gone: a new row would pass for all of it.
    long ageMicros = TimeUnit.MILLISECONDS.toMicros(arrival.judgedMillis()) - eventMicros;
    if (ageMicros <= MINUTES_KEPT_MICROS) {
      targets.add(window(WindowSize.MINUTE, eventMicros));
    }
    addRound();
    return targets;
  }

  /** The rows of what is too old for a window: those of its run. */
  List<Aggregate> late() {
    targets.clear();
    addRound();
    return targets;
  }

  /** Writes the rows back. */
  void end() {
    for (Window window : open) {
      window.row().touch(arrival.appendMillis());
      windows.put(window.key(), window.row());
      emissions.changed(window.key(), window.row(), arrival.appendMillis());
    }
    if (round != null) {
      round.touch(arrival.appendMillis());
      rounds.put(roundKey, round);
    }
  }

  /**
   * The same group as it came first: its names have their hashes, and are compared by being the
   * same.
   */
  private Group known(Group group) {
    if (groups.size() > MAX_GROUPS) {
      groups.clear();
    }
    Group known = groups.putIfAbsent(group, group);
    return known == null ? group : known;
  }

  private Aggregate window(WindowSize size, long eventMicros) {
    long start = size.startSeconds(eventMicros);
    for (Window window : open) {
      if (window.key().startSeconds() == start && window.key().size() == size) {
        return window.row();
      }
    }
    WindowKey key = new WindowKey(size, start, group, arrival.partition());
    Window window = new Window(key, orEmpty(windows.get(key)));
    open.add(window);
    return window.row();
  }

  private void addRound() {
    if (roundKey == null) {
      return;
    }
    if (round == null) {
      round = orEmpty(rounds.get(roundKey));
    }
    targets.add(round);
  }

  private static Aggregate orEmpty(Aggregate row) {
    return row == null ? Aggregate.empty() : row;
  }
}
