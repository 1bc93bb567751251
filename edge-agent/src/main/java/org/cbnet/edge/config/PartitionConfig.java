package org.cbnet.edge.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cbnet.inference.planning.Objective;

/**
 * By what the strategy {@code partition} chooses.
 *
 * @param objective what the best cut has least of
 * @param millijoulesBudget of a frame, for {@code latency-within-energy}
 * @param sendingWatts above idle while the radio sends; by default nobody has measured it
 * @param deviceProfile file that {@code ./cbnet bundle profile} has written on this machine
 * @param cloudProfile the cloud's; by default it is taken to be as fast as the device, until its
 *     replies tell
 */
public record PartitionConfig(
    Objective objective,
    Optional<Double> millijoulesBudget,
    double sendingWatts,
    Optional<Path> deviceProfile,
    Optional<Path> cloudProfile) {
  static final Setting<Objective> OBJECTIVE =
      Setting.choice(
          "offload.partition.objective",
          "one of "
              + Arrays.stream(Objective.values())
                  .map(Objective::id)
                  .collect(Collectors.joining(", ")),
          Objective::of);
  static final Setting<Double> MILLIJOULES_BUDGET =
      Setting.number("offload.partition.millijoules-budget", 0.001, 1_000_000);
  static final Setting<Double> SENDING_WATTS =
      Setting.number("offload.partition.sending-watts", 0, 100);
  static final Setting<Path> DEVICE_PROFILE =
      Setting.choice("offload.partition.device-profile", "a file", Path::of);
  static final Setting<Path> CLOUD_PROFILE =
      Setting.choice("offload.partition.cloud-profile", "a file", Path::of);

  /** Least latency, and no profile. */
  static final PartitionConfig DEFAULTS =
      new PartitionConfig(
          Objective.LATENCY, Optional.empty(), 0, Optional.empty(), Optional.empty());

  public PartitionConfig {
    Objects.requireNonNull(objective, "objective is null");
    MILLIJOULES_BUDGET.check(millijoulesBudget);
    SENDING_WATTS.check(sendingWatts);
    DEVICE_PROFILE.check(deviceProfile);
    CLOUD_PROFILE.check(cloudProfile);
    if (objective == Objective.LATENCY_WITHIN_ENERGY && millijoulesBudget.isEmpty()) {
      throw new ConfigException(
          "offload.partition.millijoules-budget must be %s where offload.partition.objective is %s: it is not set"
              .formatted(MILLIJOULES_BUDGET.allowed(), objective.id()));
    }
  }

  static PartitionConfig read(Values values) {
    return new PartitionConfig(
        values.get(OBJECTIVE, Objective.LATENCY.id()),
        values.find(MILLIJOULES_BUDGET),
        values.get(SENDING_WATTS, "0"),
        values.find(DEVICE_PROFILE),
        values.find(CLOUD_PROFILE));
  }
}
