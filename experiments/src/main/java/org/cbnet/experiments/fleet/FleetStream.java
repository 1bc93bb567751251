package org.cbnet.experiments.fleet;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** Takes the devices in turn, one after another evenly over a period, again and again. */
final class FleetStream implements Iterator<FleetRecord> {
  // The agent's defaults of energy.interval and status.interval.
  private static final Duration SAMPLE_EVERY = Duration.ofSeconds(10);
  private static final Duration HEARTBEAT_EVERY = Duration.ofSeconds(30);

  private final Fleet fleet;
  private final long startMicros;
  private final double stepMicros;
  private final long batchesPerSample;
  private final long batchesPerHeartbeat;
  private final Deque<FleetRecord> pending = new ArrayDeque<>();
  private long turn;

  FleetStream(Fleet fleet, long startMicros, Duration period) {
    this.fleet = fleet;
    this.startMicros = startMicros;
    this.stepMicros = period.toNanos() / 1e3 / fleet.size();
    this.batchesPerSample = batchesIn(SAMPLE_EVERY, period);
    this.batchesPerHeartbeat = batchesIn(HEARTBEAT_EVERY, period);
  }

  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public FleetRecord next() {
    if (pending.isEmpty()) {
      takeTurn();
    }
    return pending.remove();
  }

  private void takeTurn() {
    int device = (int) (turn % fleet.size());
    // Devices do not all send their samples and heartbeats at once.
    long batch = turn / fleet.size() + device + 1;
    long sentMicros = startMicros + Math.round(turn * stepMicros);
    turn++;
    pending.add(fleet.batch(device, sentMicros));
    if (batch % batchesPerSample == 0) {
      pending.add(fleet.sample(device, sentMicros));
    }
    if (batch % batchesPerHeartbeat == 0) {
      pending.add(fleet.heartbeat(device, sentMicros));
    }
  }

  private static long batchesIn(Duration interval, Duration period) {
    return Math.max(1, Math.round((double) interval.toNanos() / period.toNanos()));
  }
}
