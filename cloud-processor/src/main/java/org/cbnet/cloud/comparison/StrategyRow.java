package org.cbnet.cloud.comparison;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cbnet.cloud.stats.Energy;
import org.cbnet.cloud.stats.Figures;
import org.cbnet.cloud.stats.Latency;
import org.cbnet.schemas.WireNames;

/**
 * What is said of one strategy; fractions 0..1, null where there is nothing to say.
 *
 * @param name strategy by name
 * @param model bundle
 * @param config configuration
 * @param board board key
 * @param linkProfile emulated link; null where the link is real
 * @param frames results, classified and failed
 * @param failed results without a label
 * @param accuracy of the classified whose true label is known
 * @param latencyMicros decoded pixels to label
 * @param speedupVsBaseline over rounds
 * @param exitRatio share of the classified that an early exit answered
 * @param offloadRatio share of the frames with bytes offloaded
 * @param fallbackRatio share of the frames answered locally in place of the cloud; null where
 *     nothing was offloaded
 * @param bytesUpPerFrame offloaded and telemetry
 * @param joulesPerInference net; of meters where there are any, else of models, never of both
 * @param energySource meter or model
 */
public record StrategyRow(
    String name,
    String model,
    String config,
    String board,
    String linkProfile,
    long frames,
    long failed,
    Double accuracy,
    LatencyMicros latencyMicros,
    Speedup speedupVsBaseline,
    Double exitRatio,
    Double offloadRatio,
    Double fallbackRatio,
    Double bytesUpPerFrame,
    Double joulesPerInference,
    String energySource) {
  // Results say which exit answered, not which there are: of a strategy that only ever answered at
  // its end, the name alone tells 'no frame was easy' (0) from 'has no exits' (null).
  private static final String EARLY_EXIT_PREFIX = "early-exit";

  /**
   * Quantiles and mean, microseconds.
   *
   * @param p50 median, within 1 %
   * @param p95 95th percentile, within 1 %
   * @param p99 99th percentile, within 1 %
   * @param mean exact
   */
  public record LatencyMicros(double p50, double p95, double p99, double mean) {

    /** Of times. */
    public static LatencyMicros of(Latency latency) {
      return new LatencyMicros(
          latency.quantileMicros(0.5),
          latency.quantileMicros(0.95),
          latency.quantileMicros(0.99),
          latency.meanMicros());
    }
  }

  static StrategyRow of(StrategyKey key, Figures figures, Optional<Speedup> speedup) {
    Figures.Tally tally = figures.tally();
    Map<String, Energy> energy =
        figures.metered().isEmpty() ? figures.modelled() : figures.metered();
    Energy sum = energy.values().stream().reduce(Energy.NONE, Energy::plus);
    boolean cloud = tally.offloaded() > 0 || tally.fellBack() > 0;
    return new StrategyRow(
        key.name(),
        key.model(),
        key.config(),
        key.board(),
        key.linkProfile().isEmpty() ? null : key.linkProfile(),
        tally.results(),
        tally.failed(),
        boxed(tally.accuracy()),
        figures.total().map(LatencyMicros::of).orElse(null),
        speedup.orElse(null),
        exitRatio(key.name(), figures),
        ratio(tally.offloaded(), tally.results()),
        cloud ? ratio(tally.fellBack(), tally.results()) : null,
        ratio(figures.bytes().up(), tally.results()),
        sum.inferences() == 0 ? null : sum.netJoules() / sum.inferences(),
        energy.isEmpty() ? null : String.join(",", energy.keySet()));
  }

  private static Double exitRatio(String name, Figures figures) {
    long early =
        figures.tally().classified() - figures.exits().getOrDefault(WireNames.FINAL_EXIT, 0L);
    boolean exits = early > 0 || name.startsWith(EARLY_EXIT_PREFIX);
    return exits ? ratio(early, figures.tally().classified()) : null;
  }

  private static Double ratio(long part, long whole) {
    return whole == 0 ? null : (double) part / whole;
  }

  private static Double boxed(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
