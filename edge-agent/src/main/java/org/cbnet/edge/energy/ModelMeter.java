package org.cbnet.edge.energy;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.cbnet.schemas.WireNames;

/**
 * Energy from the agent's own processor time and the board's published linear model.
 *
 * <p>The figure follows from processor time alone, and its error is published nowhere: it says
 * {@code model:} in its source and states no uncertainty.
 */
public final class ModelMeter implements EnergyMeter {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Board board;
  private final LongSupplier processCpuNanos;
  private long lastCpuNanos;

  /**
   * @param processCpuNanos processor time of this process so far
   */
  public ModelMeter(Board board, LongSupplier processCpuNanos) {
    this.board = board;
    this.processCpuNanos = processCpuNanos;
    this.lastCpuNanos = processCpuNanos.getAsLong();
  }

  @Override
  public EnergyReading lap(long nowNanos, long durationNanos) {
    long used = processCpuNanos.getAsLong();
    long cpuNanos = used - lastCpuNanos;
    lastCpuNanos = used;
    double seconds = durationNanos / NANOS_PER_SECOND;
    double idle = board.idleWatts() * seconds;
    double utilisation = utilisation(cpuNanos, durationNanos);
    return new EnergyReading(
        WireNames.MODELLED_SOURCE + board.key(),
        board.slopeWatts() * utilisation * seconds + idle,
        OptionalDouble.of(idle),
        OptionalDouble.empty(),
        OptionalDouble.of(utilisation),
        OptionalLong.of(cpuNanos));
  }

  // A machine with more cores than the board could report more than all of the board's.
  private double utilisation(long cpuNanos, long durationNanos) {
    return durationNanos == 0
        ? 0
        : Math.min(1, (double) cpuNanos / ((double) durationNanos * board.cores()));
  }
}
