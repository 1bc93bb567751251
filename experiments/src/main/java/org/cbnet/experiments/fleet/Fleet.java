package org.cbnet.experiments.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Devices that send as real ones do: batches in turn, energy samples and heartbeats beside them.
 *
 * <p>The same plan and start give the same bytes. A fleet goes on where it was when it is asked for
 * another stretch of records. Not thread-safe.
 */
public final class Fleet {
  private static final int MAX_RUNS = 8;
  // So many batches a round, whatever their size, so that no batch has two rounds.
  private static final int ROUND_BATCHES = 50;

  private final FleetPlan plan;
  private final List<FleetDevice> devices;
  private final BatchWriter batches;
  private final SampleWriter samples;
  private final HeartbeatWriter heartbeats = new HeartbeatWriter();

  /**
   * @param startMicros when the devices are first heard of, microseconds since 1970
   */
  public Fleet(FleetPlan plan, long startMicros) {
    this.plan = plan;
    this.devices = new ArrayList<>(plan.devices());
    this.batches = new BatchWriter(plan);
    this.samples = new SampleWriter(plan);
    SplittableRandom random = new SplittableRandom(plan.seed());
    int paired = plan.pairedDevices();
    for (int number = 0; number < plan.devices(); number++) {
      boolean isPaired = number < paired;
      int percentile = random.nextInt(100);
      Arm arm = isPaired ? Arm.PAIRED.get(number % Arm.PAIRED.size()) : Arm.ofField(percentile);
      Optional<PairedPlace> place =
          isPaired ? Optional.of(place(number, paired)) : Optional.empty();
      devices.add(new FleetDevice(number, arm, place, startMicros, random.nextLong()));
    }
  }

  /** Its devices' ids. */
  public List<String> deviceIds() {
    return devices.stream().map(FleetDevice::id).toList();
  }

  /** Everything sent from a time on, at the plan's rate, in the order of sending; without end. */
  public Iterator<FleetRecord> from(long startMicros) {
    return from(startMicros, plan.period());
  }

  /** The same with another time from a device's batch to its next. */
  public Iterator<FleetRecord> from(long startMicros, Duration period) {
    return new FleetStream(this, startMicros, period);
  }

  int size() {
    return devices.size();
  }

  FleetRecord batch(int device, long sentMicros) {
    return batches.next(devices.get(device), sentMicros);
  }

  FleetRecord sample(int device, long sentMicros) {
    return samples.next(devices.get(device), sentMicros);
  }

  FleetRecord heartbeat(int device, long sentMicros) {
    return heartbeats.next(devices.get(device), sentMicros);
  }

  private PairedPlace place(int number, int paired) {
    int arms = Arm.PAIRED.size();
    int groups = paired / arms;
    int runs = Math.min(MAX_RUNS, groups);
    int group = number / arms;
    int run = group % runs;
    int groupsOfRun = (groups - run + runs - 1) / runs;
    return new PairedPlace(
        "fleet-%d-run-%d".formatted(plan.seed(), run),
        groupsOfRun,
        group / runs,
        ROUND_BATCHES * plan.batchResults());
  }
}
