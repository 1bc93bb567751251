package org.cbnet.cloud.control.desired;

import java.time.Clock;
import java.util.Objects;
import org.cbnet.cloud.control.table.ControlTable;
import org.cbnet.schemas.record.DesiredState;

/** Notices that desired states have expired, which no record tells. Not thread-safe. */
final class Expiries {
  private final ControlTable<DesiredState> desired;
  private final Clock clock;
  private long lookedMicros;

  Expiries(ControlTable<DesiredState> desired, Clock clock) {
    this.desired = Objects.requireNonNull(desired, "desired is null");
    this.clock = Objects.requireNonNull(clock, "clock is null");
    this.lookedMicros = Micros.now(clock);
  }

  /** Whether one has expired since this was asked last. */
  boolean hasPassed() {
    long now = Micros.now(clock);
    long before = lookedMicros;
    if (desired.obstacle().isPresent()) {
      return false;
    }
    lookedMicros = now;
    return desired.read(
        all ->
            all.values().stream()
                .map(entry -> entry.value().getExpiresAtMicros())
                .anyMatch(expires -> expires != null && before <= expires && expires < now));
  }
}
