package org.cbnet.edge.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The machine's wall clock, set wrong whenever a test says so. */
public final class JumpingClock extends Clock {
  private final Clock right = Clock.systemUTC();
  private volatile Duration offset = Duration.ZERO;

  /** Goes on from that moment. */
  public void set(Instant moment) {
    offset = Duration.between(right.instant(), moment);
  }

  /** Goes on from so much before or behind the right time. */
  public void setOff(Duration by) {
    offset = by;
  }

  @Override
  public Instant instant() {
    return right.instant().plus(offset);
  }

  @Override
  public ZoneId getZone() {
    return right.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("zones are for people");
  }
}
