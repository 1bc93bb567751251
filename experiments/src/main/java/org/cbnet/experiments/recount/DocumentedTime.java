package org.cbnet.experiments.recount;

import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;

/**
 * When something happened, by the rule as it is documented (docs/design/004): the wall clock at
 * sending less the age, where that clock was in sync; the wall clock at capture, where it was; the
 * append time less the age; the append time.
 */
final class DocumentedTime {
  private static final long MINUTE_MICROS = 60_000_000L;

  private DocumentedTime() {}

  /** Microseconds since 1970-01-01 UTC. */
  static long micros(ResultBatch batch, Result result, long appendMillis) {
    Long age =
        age(
            batch.getOsBootId(),
            batch.getSentOsBootId(),
            batch.getSentMonotonicNanos() - result.getCaptureMonotonicNanos());
    return choose(
        batch.getSentClockSynced() && age != null ? batch.getSentWallMicros() - age : null,
        batch.getClockSynced() ? result.getCaptureMicros() : null,
        age,
        appendMillis * 1000);
  }

  /** Microseconds since 1970-01-01 UTC. */
  static long micros(EnergySample sample, long appendMillis) {
    Long age =
        age(
            sample.getOsBootId(),
            sample.getSentOsBootId(),
            sample.getSentMonotonicNanos() - sample.getStartMonotonicNanos());
    return choose(
        sample.getSentClockSynced() && age != null ? sample.getSentWallMicros() - age : null,
        sample.getClockSynced() ? sample.getStartMicros() : null,
        age,
        appendMillis * 1000);
  }

  private static Long age(String capturedIn, String sentIn, long nanos) {
    boolean oneBoot = sentIn == null || sentIn.equals(capturedIn);
    return oneBoot && nanos >= 0 ? nanos / 1000 : null;
  }

  private static long choose(Long sent, Long captured, Long age, long appendMicros) {
    for (Long wall : new Long[] {sent, captured}) {
      if (wall != null && wall >= 0 && wall <= appendMicros + MINUTE_MICROS) {
        return wall;
      }
    }
    return age == null ? appendMicros : Math.max(0, appendMicros - age);
  }
}
