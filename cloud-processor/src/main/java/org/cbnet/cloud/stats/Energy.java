package org.cbnet.cloud.stats;

import org.cbnet.cloud.state.EnergyState;
import org.cbnet.schemas.WireNames;

/**
 * Net energy of one source.
 *
 * <p>In whole nanojoules, which add up to the same total in any order; joules as doubles do not.
 *
 * @param samples counted
 * @param inferences that the net joules cover
 * @param netNanojoules gross less idle; may be negative
 */
public record Energy(long samples, long inferences, long netNanojoules) {
  private static final double NANOS = 1e9;

  /** Nothing. */
  public static final Energy NONE = new Energy(0, 0, 0);

  /**
   * One sample.
   *
   * @param idleJoules null where idle was never calibrated: then there is no net to share among
   *     inferences, and neither counts
   */
  static Energy sample(double grossJoules, Double idleJoules, long inferences) {
    if (idleJoules == null) {
      return new Energy(1, 0, 0);
    }
    return new Energy(1, inferences, Math.round((grossJoules - idleJoules) * NANOS));
  }

  /** As {@link #toState()} gave it. */
  public static Energy of(EnergyState state) {
    return new Energy(state.getSamples(), state.getInferences(), state.getNetNanojoules());
  }

  EnergyState toState() {
    return new EnergyState(samples, inferences, netNanojoules);
  }

  /** The sum of both. */
  public Energy plus(Energy other) {
    return new Energy(
        samples + other.samples,
        inferences + other.inferences,
        netNanojoules + other.netNanojoules);
  }

  /** Net energy, joules. */
  public double netJoules() {
    return netNanojoules / NANOS;
  }

  /** Whether joules of a source were modelled rather than metered. */
  public static boolean isModelled(String source) {
    return source.startsWith(WireNames.MODELLED_SOURCE);
  }
}
