package org.cbnet.experiments.summary;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What one inference takes beyond idling, from blocks at several levels of load.
 *
 * @param joulesPerInference slope of energy against inferences, of the whole agent: with capture,
 *     spool and publishing
 * @param standardUncertaintyJoules of the slope
 * @param isResolved whether it is at least three times that; where not it is no figure to compare
 * @param kernelJoulesPerInference of inference alone, from what frames took on the device; empty
 *     where a meter was read, since that sees the whole device
 * @param idleWatts without any inference
 * @param cpuMicrosPerInference slope of the agent's processor time; empty where it is not told
 * @param levels each level's own mean
 * @param voidBlocks that were left out: throttled, or of two sources
 */
public record EnergyByLoad(
    Figure joulesPerInference,
    double standardUncertaintyJoules,
    boolean isResolved,
    Optional<Double> kernelJoulesPerInference,
    double idleWatts,
    Optional<Figure> cpuMicrosPerInference,
    List<Level> levels,
    int voidBlocks) {
  public EnergyByLoad {
    Objects.requireNonNull(joulesPerInference, "joulesPerInference is null");
    Objects.requireNonNull(kernelJoulesPerInference, "kernelJoulesPerInference is null");
    Objects.requireNonNull(cpuMicrosPerInference, "cpuMicrosPerInference is null");
    levels = List.copyOf(levels);
  }

  /**
   * One level.
   *
   * @param framesPerSecond that were to come; 0 for idling
   * @param inferencesPerSecond that there were
   * @param watts of the whole device
   */
  public record Level(double framesPerSecond, double inferencesPerSecond, double watts) {
    /** The whole device's joules for an inference: its share of idling is in them. */
    public double joulesPerInference() {
      return watts / inferencesPerSecond;
    }
  }
}
