package org.cbnet.cloud.control.desired;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cbnet.cloud.control.table.Change;
import org.cbnet.cloud.control.table.ConflictException;
import org.cbnet.cloud.control.table.Entry;
import org.cbnet.cloud.control.table.Position;
import org.cbnet.cloud.state.ResolvedState;
import org.cbnet.cloud.state.StateFormat;
import org.cbnet.schemas.record.DeviceRecord;

/**
 * Gives resolved states their revisions: rising for each device, and one content each, over all
 * instances, restarts and a lost broker.
 *
 * <p>What a device was told last is written before it is told, with the positions of the tables
 * that it was resolved from. An instance whose tables are behind these tells what is written and
 * changes nothing; one that is not behind and resolves something else writes a higher revision by
 * compare-and-set. Safe for several threads.
 */
final class Revisions {
  private static final int MAX_ATTEMPTS = 5;

  private final ControlTables tables;
  private final Overlay overlay;
  private final Clock clock;

  Revisions(ControlTables tables, Overlay overlay, Clock clock) {
    this.tables = Objects.requireNonNull(tables, "tables is null");
    this.overlay = Objects.requireNonNull(overlay, "overlay is null");
    this.clock = Objects.requireNonNull(clock, "clock is null");
  }

  /** What a device was told last, if that is what it is to be told now. */
  Optional<ResolvedState> settled(String deviceId) {
    Optional<Entry<ResolvedState>> told = tables.resolved().get(deviceId);
    return told.isPresent() && next(deviceId, told).isEmpty()
        ? told.map(Entry::value)
        : Optional.empty();
  }

  /** Writes what the devices are to be told where it differs from what they were told last. */
  void settle(Collection<String> devices) {
    for (int attempt = 1; ; attempt++) {
      List<Change<ResolvedState>> changes = new ArrayList<>();
      for (String deviceId : devices) {
        Optional<Entry<ResolvedState>> told = tables.resolved().get(deviceId);
        long expected = told.map(Entry::revision).orElse(Change.ABSENT);
        next(deviceId, told).ifPresent(next -> changes.add(Change.put(deviceId, next, expected)));
      }
      try {
        tables.resolved().write(changes);
        return;
      } catch (ConflictException e) {
        // Another instance was quicker, perhaps with the same.
        if (attempt == MAX_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** What a device is to be told, where that is not what it was told last. */
  private Optional<ResolvedState> next(String deviceId, Optional<Entry<ResolvedState>> told) {
    Optional<ResolvedState> last = told.map(Entry::value);
    long now = Micros.now(clock);
    long asOf = Math.max(now, last.map(ResolvedState::getAsOfMicros).orElse(0L));
    View view = view(deviceId, asOf);
    if (last.isPresent()) {
      boolean isBehind =
          !view.desired.covers(
                  new Position(last.get().getDesiredTopicId(), last.get().getDesiredOffset()))
              || !view.registry.covers(
                  new Position(last.get().getRegistryTopicId(), last.get().getRegistryOffset()))
              || !view.overlay.covers(
                  new Position(last.get().getOverlayTopicId(), last.get().getOverlayOffset()));
      if (isBehind || SignedState.parse(last.get().getState()).content().equals(view.resolved)) {
        return Optional.empty();
      }
    }
    long revision = Math.max(now, last.map(ResolvedState::getRevision).orElse(0L) + 1);
    return Optional.of(
        new ResolvedState(
            StateFormat.VERSION,
            revision,
            SignedState.of(deviceId, revision, view.resolved).json(),
            asOf,
            view.desired.topicId(),
            view.desired.offset(),
            view.registry.topicId(),
            view.registry.offset(),
            view.overlay.topicId(),
            view.overlay.offset()));
  }

  private record View(Position registry, Position desired, Position overlay, Resolved resolved) {}

  private View view(String deviceId, long asOfMicros) {
    record Member(Position position, List<String> groups) {}
    Member member =
        tables
            .registry()
            .read(
                all ->
                    new Member(
                        tables.registry().position(),
                        Optional.ofNullable(all.get(deviceId))
                            .map(Entry::value)
                            .map(DeviceRecord::getGroups)
                            .orElse(List.of())));
    Overlay.Opinion opinion = overlay.of(deviceId, member.groups());
    return tables
        .desired()
        .read(
            all ->
                new View(
                    member.position(),
                    tables.desired().position(),
                    opinion.position(),
                    Resolved.of(deviceId, member.groups(), all, opinion.state(), asOfMicros)));
  }
}
