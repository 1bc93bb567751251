package org.cbnet.cloud.control.desired;

import java.time.Clock;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.cbnet.cloud.control.table.ControlTable;
import org.cbnet.cloud.control.table.Entry;
import org.cbnet.schemas.record.DesiredState;

/** What is wanted by device, group and default, as operators put it. Safe for several threads. */
public final class DesiredStates {
  private final ControlTable<DesiredState> table;
  private final Predicate<String> bundleKnown;
  private final Clock clock;

  /**
   * @param bundleKnown whether devices can fetch a bundle, by hash
   */
  public DesiredStates(
      ControlTable<DesiredState> table, Predicate<String> bundleKnown, Clock clock) {
    this.table = Objects.requireNonNull(table, "table is null");
    this.bundleKnown = Objects.requireNonNull(bundleKnown, "bundleKnown is null");
    this.clock = Objects.requireNonNull(clock, "clock is null");
  }

  /** What is wanted at a level, whether it has expired or not. */
  public Optional<Entry<DesiredState>> find(Level level) {
    return table.get(level.key());
  }

  /** All of them by key of their level. */
  public NavigableMap<String, Entry<DesiredState>> all() {
    return table.all();
  }

  /**
   * Puts what is wanted at a level, in place of what was.
   *
   * @param expected revision of the entry, or as {@code Change} has it
   * @param by who wants it; devices are told
   * @throws IllegalArgumentException where a field is not what it may be
   */
  public Entry<DesiredState> put(Level level, Wish wish, long expected, String by) {
    wish.check(bundleKnown, clock.instant());
    Optional<DesiredState> before = find(level).map(Entry::value);
    DesiredState state =
        DesiredState.newBuilder()
            .setRevision(before.map(DesiredState::getRevision).orElse(0L) + 1)
            .setExpiresAtMicros(wish.expires() == null ? null : Micros.of(wish.expires()))
            .setStrategy(wish.strategy())
            .setThreshold(wish.threshold())
            .setRate(wish.rate())
            .setCaptureStopped(wish.captureStopped())
            .setBundle(wish.bundle())
            .setRunId(wish.runId())
            .setRound(wish.round())
            .setPriority(wish.priority())
            .setRequestedBy(by)
            .build();
    return new Entry<>(state, table.put(level.key(), state, expected), clock.millis());
  }

  /** Wants nothing at a level any more. */
  public void remove(Level level, long expected) {
    table.remove(level.key(), expected);
  }
}
