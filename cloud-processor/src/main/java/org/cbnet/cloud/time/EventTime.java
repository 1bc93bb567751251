package org.cbnet.cloud.time;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
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
 * year. The first of these that can be had is taken:
 *
 * <ol>
 *   <li>the wall clock at sending, where it was in sync, less the age by the monotonic clock
 *   <li>the wall clock at capture, where it was in sync
 *   <li>the append time less the age
 *   <li>the append time
 * </ol>
 *
 * <p>A wall clock is believed up to a minute ahead of the broker. An age needs sending and capture
 * in one boot of the operating system. No time is before 1970.
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

  /** Age at append time beyond which something is late. */
  public Duration maxReplayAge() {
    return Duration.of(maxReplayAgeMicros, ChronoUnit.MICROS);
  }

  /** Event time of a result. */
  public long micros(ResultBatch batch, Result result, long appendMillis) {
    return micros(
        new Sent(
            batch.getSentClockSynced(),
            batch.getSentWallMicros(),
            batch.getSentMonotonicNanos(),
            isSameBoot(batch.getOsBootId(), batch.getSentOsBootId())),
        new Captured(
            batch.getClockSynced(), result.getCaptureMicros(), result.getCaptureMonotonicNanos()),
        TimeUnit.MILLISECONDS.toMicros(appendMillis));
  }

  /** Event time of an energy sample: the start of its interval. */
  public long micros(EnergySample sample, long appendMillis) {
    return micros(
        new Sent(
            sample.getSentClockSynced(),
            sample.getSentWallMicros(),
            sample.getSentMonotonicNanos(),
            isSameBoot(sample.getOsBootId(), sample.getSentOsBootId())),
        new Captured(
            sample.getClockSynced(), sample.getStartMicros(), sample.getStartMonotonicNanos()),
        TimeUnit.MILLISECONDS.toMicros(appendMillis));
  }

  /** Whether an event was too old to change a window when the broker got it. */
  public boolean isLate(long eventMicros, long appendMillis) {
    return TimeUnit.MILLISECONDS.toMicros(appendMillis) - eventMicros > maxReplayAgeMicros;
  }

  private record Sent(boolean synced, long micros, long monotonicNanos, boolean sameBoot) {}

  private record Captured(boolean synced, long micros, long monotonicNanos) {}

  private static long micros(Sent sent, Captured captured, long appendMicros) {
    long ageNanos = sent.monotonicNanos() - captured.monotonicNanos();
    // Monotonic clocks start anew at each boot: an age over two boots, or below 0, says nothing.
    boolean aged = sent.sameBoot() && ageNanos >= 0;
    long ageMicros = TimeUnit.NANOSECONDS.toMicros(ageNanos);
    if (aged && sent.synced() && isCredible(sent.micros() - ageMicros, appendMicros)) {
      return sent.micros() - ageMicros;
    }
    if (captured.synced() && isCredible(captured.micros(), appendMicros)) {
      return captured.micros();
    }
    return aged ? Math.max(0, appendMicros - ageMicros) : appendMicros;
  }

  private static boolean isCredible(long micros, long appendMicros) {
    return micros >= 0 && micros - appendMicros <= MAX_AHEAD_MICROS;
  }

  private static boolean isSameBoot(String capturedIn, String sentIn) {
    return sentIn == null || sentIn.equals(capturedIn);
  }
}
