package org.cbnet.cloud.rollout;

import java.time.Duration;
import java.time.Instant;
import org.cbnet.cloud.rollout.RolloutFigures.Device;
import org.cbnet.cloud.rollout.RolloutFigures.Model;

/**
 * How far a roll-out has come.
 *
 * @param concerned devices that it will reach at its last step
 * @param selected devices of the present step
 * @param applied of those: they run the bundle
 * @param failed of those: they could not run it, or went back
 * @param model results with the bundle since the roll-out began
 */
public record Progress(long concerned, long selected, long applied, long failed, Model model) {
  // An older failure is told until the device has heard of the new state: at once where it waits
  // for it, within this where it has to come back.
  private static final Duration SETTLE = Duration.ofMinutes(1);

  /** Counts. */
  public static Progress of(Rollout rollout, RolloutFigures figures) {
    Counter counter = new Counter(rollout);
    figures.devices(counter::add);
    Model model =
        figures.model(rollout.plan().bundle(), Instant.ofEpochMilli(rollout.startedMillis()));
    return new Progress(
        counter.concerned, counter.selected, counter.applied, counter.failed, model);
  }

  /** Devices that have said how it went. */
  public long reported() {
    return applied + failed;
  }

  private static final class Counter {
    private final Rollout rollout;
    private final long settledMillis;
    private long concerned;
    private long selected;
    private long applied;
    private long failed;

    private Counter(Rollout rollout) {
      this.rollout = rollout;
      this.settledMillis = rollout.stepMillis() + SETTLE.toMillis();
    }

    private void add(Device device) {
      if (!rollout.concerns(device.groups())) {
        return;
      }
      concerned++;
      if (!rollout.selects(device.deviceId(), device.groups())) {
        return;
      }
      selected++;
      if (rollout.plan().bundle().equals(device.modelHash())) {
        applied++;
      } else if (hasFailed(device.bundleState()) && device.heartbeatMillis() >= settledMillis) {
        failed++;
      }
    }

    private static boolean hasFailed(String bundleState) {
      return "FAILED".equals(bundleState) || "ROLLED_BACK".equals(bundleState);
    }
  }
}
