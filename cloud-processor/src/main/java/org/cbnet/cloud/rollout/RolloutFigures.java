package org.cbnet.cloud.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** What is known of the fleet, for the decisions of a roll-out; over all instances. */
public interface RolloutFigures {

  /**
   * A device as its last heartbeat tells.
   *
   * @param deviceId device
   * @param groups of the registry
   * @param modelHash that runs; null where no heartbeat came
   * @param bundleState as on the wire; null where none is told
   * @param heartbeatMillis when the broker took the heartbeat, milliseconds since 1970-01-01 UTC; 0
   *     where none came
   */
  record Device(
      String deviceId,
      List<String> groups,
      String modelHash,
      String bundleState,
      long heartbeatMillis) {
    public Device {
      Objects.requireNonNull(deviceId, "deviceId is null");
      groups = List.copyOf(groups);
    }
  }

  /**
   * What a bundle's results add up to.
   *
   * @param results classified
   * @param labelled of which the true label is known
   * @param correct of those
   * @param p50Micros median of the total time; NaN where there are no results
   */
  record Model(long results, long labelled, long correct, double p50Micros) {
    /** No results yet. */
    public static final Model NONE = new Model(0, 0, 0, Double.NaN);
  }

  /**
   * Every device that may run something: those that were retired or revoked are left out.
   *
   * @param sink called once for each
   * @throws RuntimeException where not all of them can be told now
   */
  void devices(Consumer<Device> sink);

  /**
   * The results with a bundle from a time on.
   *
   * @throws RuntimeException where not all of them can be told now
   */
  Model model(String modelHash, Instant from);
}
