package org.cbnet.cloud.control.desired;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Microseconds since 1970-01-01 UTC, as the wire has them. */
final class Micros {

  private Micros() {}

  static long now(Clock clock) {
    return of(clock.instant());
  }

  static long of(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  static Instant time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
