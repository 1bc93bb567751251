package org.cbnet.edge.publish;

import java.time.Duration;
import java.util.List;
import org.cbnet.edge.clock.ClockSync;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.schemas.record.DeviceStatus;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;

/**
 * Fills in what only sending knows: both clocks, whether the wall clock is right by now, the start
 * of the operating system that they belong to, and whether this is a replay. The state of the clock
 * at capture stays as it is: sending can't know it.
 */
public final class SendStamp {
  private final long bootNumber;
  private final String osBootId;
  private final EdgeClock clock;
  private final ClockSync sync;
  private final long replayAgeNanos;

  /**
   * A stamp of one boot.
   *
   * @param replayAge what leaves later than this after its capture was held up by an outage
   */
  public SendStamp(
      long bootNumber, String osBootId, EdgeClock clock, ClockSync sync, Duration replayAge) {
    this.bootNumber = bootNumber;
    this.osBootId = osBootId;
    this.clock = clock;
    this.sync = sync;
    this.replayAgeNanos = replayAge.toNanos();
  }

  void stamp(ResultBatch batch, boolean sentBefore) {
    List<Result> results = batch.getResults();
    long captured = results.get(results.size() - 1).getCaptureMonotonicNanos();
    long now = clock.monotonicNanos();
    batch.setReplayed(sentBefore || batch.getBootNumber() != bootNumber || old(captured, now));
    batch.setSentClockSynced(sync.synced());
    batch.setSentOsBootId(otherThan(batch.getOsBootId()));
    batch.setSentWallMicros(clock.wallMicros());
    batch.setSentMonotonicNanos(now);
  }

  void stamp(EnergySample sample, boolean sentBefore) {
    long ended = sample.getStartMonotonicNanos() + sample.getDurationNanos();
    long now = clock.monotonicNanos();
    sample.setReplayed(sentBefore || sample.getBootNumber() != bootNumber || old(ended, now));
    sample.setSentClockSynced(sync.synced());
    sample.setSentOsBootId(otherThan(sample.getOsBootId()));
    sample.setSentWallMicros(clock.wallMicros());
    sample.setSentMonotonicNanos(now);
  }

  void stamp(DeviceStatus status) {
    status.setClockSynced(sync.synced());
    status.setSentWallMicros(clock.wallMicros());
    status.setSentMonotonicNanos(clock.monotonicNanos());
  }

  // Null says that capture and sending share a monotonic clock, which is nearly always.
  private String otherThan(String atCapture) {
    return osBootId.equals(atCapture) ? null : osBootId;
  }

  private boolean old(long nanos, long now) {
    return now - nanos > replayAgeNanos;
  }
}
