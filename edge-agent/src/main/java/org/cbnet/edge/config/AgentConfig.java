package org.cbnet.edge.config;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.cbnet.edge.energy.Board;

/**
 * The whole configuration of an agent, checked and complete.
 *
 * @param deviceId identity of the device, key of every record
 * @param site where it is
 * @param board which board it is
 * @param stateDirectory folder that makes it the same device after a restart
 */
public record AgentConfig(
    String deviceId,
    String site,
    Board board,
    Path stateDirectory,
    KafkaConfig kafka,
    InferenceConfig inference,
    SourceConfig source,
    RunConfig run,
    BatchConfig batch,
    SpoolConfig spool,
    EnergyConfig energy,
    StatusConfig status,
    ShutdownConfig shutdown,
    ClockConfig clock,
    HealthConfig health,
    SteeringConfig steering,
    OffloadConfig offload) {
  private static final String AUTO = "auto";
  static final Setting<String> DEVICE_ID = Setting.name("device-id");
  static final Setting<String> SITE = Setting.name("site");
  static final Setting<Optional<Board>> BOARD =
      Setting.choice(
          "board",
          "one of %s, %s".formatted(AUTO, Board.keys()),
          key -> key.equals(AUTO) ? Optional.empty() : Optional.of(Board.of(key)));
  static final Setting<Path> STATE_DIRECTORY =
      Setting.choice("state-directory", "a folder", Path::of);

  public AgentConfig {
    DEVICE_ID.check(deviceId);
    SITE.check(site);
    Objects.requireNonNull(board, "board is null");
    Objects.requireNonNull(stateDirectory, "stateDirectory is null");
    Objects.requireNonNull(kafka, "kafka is null");
    Objects.requireNonNull(inference, "inference is null");
    Objects.requireNonNull(source, "source is null");
    Objects.requireNonNull(run, "run is null");
    Objects.requireNonNull(batch, "batch is null");
    Objects.requireNonNull(spool, "spool is null");
    Objects.requireNonNull(energy, "energy is null");
    Objects.requireNonNull(status, "status is null");
    Objects.requireNonNull(shutdown, "shutdown is null");
    Objects.requireNonNull(clock, "clock is null");
    Objects.requireNonNull(health, "health is null");
    Objects.requireNonNull(steering, "steering is null");
    Objects.requireNonNull(offload, "offload is null");
  }

  static AgentConfig read(Values values, Machine machine) {
    SourceConfig source = SourceConfig.read(values);
    return new AgentConfig(
        values.get(DEVICE_ID, machine.deviceId()),
        values.get(SITE, "default"),
        board(values, machine),
        values.get(STATE_DIRECTORY, machine.stateDirectory().toString()),
        KafkaConfig.read(values),
        InferenceConfig.read(values, source.dataSet()),
        source,
        RunConfig.read(values),
        BatchConfig.read(values),
        SpoolConfig.read(values),
        EnergyConfig.read(values),
        StatusConfig.read(values),
        ShutdownConfig.read(values),
        ClockConfig.read(values),
        HealthConfig.read(values),
        SteeringConfig.read(values),
        OffloadConfig.read(values));
  }

  // Found out only where nobody says which it is: looking may warn.
  private static Board board(Values values, Machine machine) {
    return values.get(BOARD, AUTO).orElseGet(() -> machine.board(Board.PI_4_V12_64));
  }
}
