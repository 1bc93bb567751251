package org.cbnet.cloud.time;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;

/**
 * When something happened on a device, in microseconds since 1970-01-01 UTC: a pure function of the
 * record and of the time that the broker appended it.
 *
 * <p>A Raspberry Pi has no clock that runs without power, so its wall clock may say 1970 or next
 * year. It is believed where the device vouches for it and it is not ahead of the broker; else the
 * age by the device's monotonic clock is taken from the append time.
 */
public final class EventTime {
  private static final long MAX_AHEAD_MICROS = TimeUnit.MINUTES.toMicros(1);

  private final long maxReplayAgeMicros;

  /**
   * @param maxReplayAge age at append time beyond which something is late
   */
  public EventTime(Duration maxReplayAge) {
    Objects.requireNonNull(maxReplayAge, "maxReplayAge is null");
    if (maxReplayAge.isNegative() || maxReplayAge.isZero()) {
      throw new IllegalArgumentException("maxReplayAge must be > 0: " + maxReplayAge);
    }
    this.maxReplayAgeMicros = TimeUnit.MILLISECONDS.toMicros(maxReplayAge.toMillis());
  }

  /** Event time of a result. */
  public long micros(ResultBatch batch, Result result, long appendMillis) {
    return micros(
        batch.getClockSynced(),
        result.getCaptureMicros(),
        batch.getSentMonotonicNanos(),
        result.getCaptureMonotonicNanos(),
        appendMillis);
  }

  /** Event time of an energy sample: the start of its interval. */
  public long micros(EnergySample sample, long appendMillis) {
    return micros(
        sample.getClockSynced(),
        sample.getStartMicros(),
        sample.getSentMonotonicNanos(),
        sample.getStartMonotonicNanos(),
        appendMillis);
  }

  /** Whether an event was too old to change a window when the broker got it. */
  public boolean isLate(long eventMicros, long appendMillis) {
    return TimeUnit.MILLISECONDS.toMicros(appendMillis) - eventMicros > maxReplayAgeMicros;
  }

  private static long micros(
      boolean clockSynced,
      long wallMicros,
      long sentMonotonicNanos,
      long monotonicNanos,
      long appendMillis) {
    long appendMicros = TimeUnit.MILLISECONDS.toMicros(appendMillis);
    if (clockSynced && wallMicros >= 0 && wallMicros <= appendMicros + MAX_AHEAD_MICROS) {
      return wallMicros;
    }
    // Monotonic clocks start anew at each boot: an age below 0 mixes two boots and says nothing.
    long ageNanos = sentMonotonicNanos - monotonicNanos;
    return Math.max(0, appendMicros - TimeUnit.NANOSECONDS.toMicros(Math.max(0, ageNanos)));
  }
}
