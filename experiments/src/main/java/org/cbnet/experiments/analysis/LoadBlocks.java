package org.cbnet.experiments.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cbnet.edge.energy.Board;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.method.DynamicEnergy;
import org.cbnet.experiments.method.EnergyBlock;
import org.cbnet.experiments.rows.EnergyRow;
import org.cbnet.experiments.rows.FrameRow;
import org.cbnet.experiments.summary.EnergyByLoad;
import org.cbnet.experiments.summary.Figure;
import org.cbnet.schemas.WireNames;

/** An arm's blocks of steady load, put together from their energy intervals. One thread. */
final class LoadBlocks {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MICROS_PER_SECOND = 1e6;

  private record Key(int jvm, int session, int round, double level) {}

  private final Definition definition;
  private final Map<Key, Sum> blocks = new LinkedHashMap<>();
  private boolean isCpuKnown = true;
  private boolean isModelled;
  private double deviceSeconds;
  private long frames;

  LoadBlocks(Definition definition) {
    this.definition = definition;
  }

  void add(int jvm, EnergyRow row) {
    if (row.level() == null) {
      return;
    }
    isCpuKnown &= row.cpuNanos() != null;
    isModelled = row.source().startsWith(WireNames.MODELLED_SOURCE);
    blocks
        .computeIfAbsent(new Key(jvm, row.session(), row.round(), row.level()), any -> new Sum())
        .add(row);
  }

  /** A frame that was classified. */
  void add(FrameRow row) {
    if (row.level() != null) {
      frames++;
      deviceSeconds +=
          (row.totalNanos() - nanos(row.networkNanos()) - nanos(row.cloudNanos()))
              / NANOS_PER_SECOND;
    }
  }

  /** What the levels tell; empty where there were none, or too few that were not throttled. */
  Optional<EnergyByLoad> slope() {
    List<EnergyBlock> joules = blocks.values().stream().map(Sum::joules).toList();
    if (!DynamicEnergy.isEnough(joules)) {
      return Optional.empty();
    }
    DynamicEnergy energy = new DynamicEnergy(joules, definition.seed());
    return Optional.of(
        new EnergyByLoad(
            energy.joulesPerInference(),
            energy.standardUncertaintyJoules(),
            energy.isResolved(),
            kernelJoules(),
            energy.idleWatts(),
            cpuMicros(),
            levels(),
            energy.voidBlocks()));
  }

  // One core is busy while a frame is inferred, and waits while the cloud is asked.
  private Optional<Double> kernelJoules() {
    Board board = Board.of(definition.board());
    return isModelled && frames > 0
        ? Optional.of(deviceSeconds / frames * board.slopeWatts() / board.cores())
        : Optional.empty();
  }

  private Optional<Figure> cpuMicros() {
    if (!isCpuKnown) {
      return Optional.empty();
    }
    Figure seconds =
        new DynamicEnergy(blocks.values().stream().map(Sum::cpu).toList(), definition.seed())
            .joulesPerInference();
    return Optional.of(
        new Figure(
            MICROS_PER_SECOND * seconds.value(),
            MICROS_PER_SECOND * seconds.low(),
            MICROS_PER_SECOND * seconds.high()));
  }

  private List<EnergyByLoad.Level> levels() {
    List<EnergyByLoad.Level> levels = new ArrayList<>();
    for (double level : definition.load().framesPerSecond()) {
      Sum sum = new Sum();
      blocks.forEach(
          (key, block) -> {
            if (key.level() == level && !block.isVoid) {
              sum.add(block);
            }
          });
      if (sum.seconds > 0) {
        levels.add(
            new EnergyByLoad.Level(level, sum.inferences / sum.seconds, sum.joules / sum.seconds));
      }
    }
    return levels;
  }

  private static long nanos(Long nanos) {
    return nanos == null ? 0 : nanos;
  }

  private static final class Sum {
    private double seconds;
    private double joules;
    private double cpuSeconds;
    private long inferences;
    private String source;
    private boolean isVoid;

    void add(EnergyRow row) {
      seconds += row.durationNanos() / NANOS_PER_SECOND;
      joules += row.grossJoules();
      cpuSeconds += nanos(row.cpuNanos()) / NANOS_PER_SECOND;
      inferences += row.inferences();
      // Half of a meter's and half of the model's is nobody's.
      isVoid |= source != null && !source.equals(row.source());
      isVoid |= Boolean.TRUE.equals(row.throttled());
      source = row.source();
    }

    void add(Sum other) {
      seconds += other.seconds;
      joules += other.joules;
      inferences += other.inferences;
    }

    EnergyBlock joules() {
      return new EnergyBlock(seconds, inferences, joules, isVoid);
    }

    // Processor time in the place of energy: the same slope.
    EnergyBlock cpu() {
      return new EnergyBlock(seconds, inferences, cpuSeconds, isVoid);
    }
  }
}
