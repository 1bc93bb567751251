package org.cbnet.experiments.chaos;

import static org.cbnet.experiments.chaos.Fault.Kind.KILL;
import static org.cbnet.experiments.chaos.Fault.Kind.KILL_IN_RESTORE;
import static org.cbnet.experiments.chaos.Fault.Kind.KILL_TWO;
import static org.cbnet.experiments.chaos.Fault.Kind.ROLLING_RESTART;

import java.time.Duration;
import java.util.List;
import org.cbnet.experiments.fleet.FleetPlan;

/**
 * What is sent, what is broken, and for how long.
 *
 * @param fleet that sends
 * @param faults in order; a kill in a restore follows a kill, whose victim is killed again
 * @param calm time of undisturbed traffic before the first fault and behind the last
 * @param askEvery time between two questions to one instance
 */
record ChaosPlan(FleetPlan fleet, List<Fault.Kind> faults, Duration calm, Duration askEvery) {
  /** Twelve kills and a rolling restart under 10,000 devices. */
  static final ChaosPlan FULL =
      new ChaosPlan(
          new FleetPlan(10_000, 0.25, 5, FleetPlan.PAIRED_SHARE, 1),
          List.of(
              KILL,
              KILL_IN_RESTORE,
              KILL,
              KILL,
              KILL_IN_RESTORE,
              KILL,
              KILL_TWO,
              KILL,
              KILL_IN_RESTORE,
              KILL,
              KILL,
              KILL,
              ROLLING_RESTART),
          Duration.ofSeconds(20),
          Duration.ofMillis(200));

  /** Four kills and a rolling restart under a tenth of the devices. */
  static final ChaosPlan QUICK =
      new ChaosPlan(
          new FleetPlan(1_000, 0.5, 5, FleetPlan.PAIRED_SHARE, 1),
          List.of(KILL, KILL_IN_RESTORE, KILL_TWO, KILL, ROLLING_RESTART),
          Duration.ofSeconds(5),
          Duration.ofMillis(200));

  ChaosPlan {
    faults = List.copyOf(faults);
    if (!faults.isEmpty() && faults.get(0) == KILL_IN_RESTORE) {
      throw new IllegalArgumentException("a kill in a restore follows a kill: it has its victim");
    }
  }

  /** The same with other faults. */
  ChaosPlan with(List<Fault.Kind> otherFaults) {
    return new ChaosPlan(fleet, otherFaults, calm, askEvery);
  }
}
