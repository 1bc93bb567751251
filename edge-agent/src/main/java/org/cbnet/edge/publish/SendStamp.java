package org.cbnet.edge.publish;

import java.time.Duration;
import java.util.List;
import org.cbnet.edge.clock.ClockSync;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.schemas.record.DeviceStatus;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;

/** Fills in what only sending knows: both clocks, their state, and whether this is a replay. */
public final class SendStamp {
  private final long bootNumber;
  private final EdgeClock clock;
  private final ClockSync sync;
  private final long replayAgeNanos;

  /**
   * A stamp of one boot.
   *
   * @param replayAge what leaves later than this after its capture was held up by an outage
   */
  public SendStamp(long bootNumber, EdgeClock clock, ClockSync sync, Duration replayAge) {
    this.bootNumber = bootNumber;
    this.clock = clock;
    this.sync = sync;
    this.replayAgeNanos = replayAge.toNanos();
  }

  void stamp(ResultBatch batch, boolean sentBefore) {
    List<Result> results = batch.getResults();
    long captured = results.get(results.size() - 1).getCaptureMonotonicNanos();
    long now = clock.monotonicNanos();
    batch.setReplayed(sentBefore || batch.getBootNumber() != bootNumber || old(captured, now));
    batch.setClockSynced(sync.synced());
    batch.setSentWallMicros(clock.wallMicros());
    batch.setSentMonotonicNanos(now);
  }

  void stamp(EnergySample sample, boolean sentBefore) {
    long ended = sample.getStartMonotonicNanos() + sample.getDurationNanos();
    long now = clock.monotonicNanos();
    sample.setReplayed(sentBefore || sample.getBootNumber() != bootNumber || old(ended, now));
    sample.setClockSynced(sync.synced());
    sample.setSentWallMicros(clock.wallMicros());
    sample.setSentMonotonicNanos(now);
  }

  void stamp(DeviceStatus status) {
    status.setClockSynced(sync.synced());
    status.setSentWallMicros(clock.wallMicros());
    status.setSentMonotonicNanos(clock.monotonicNanos());
  }

  private boolean old(long nanos, long now) {
    return now - nanos > replayAgeNanos;
  }
}
