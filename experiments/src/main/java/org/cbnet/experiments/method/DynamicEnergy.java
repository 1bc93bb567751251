package org.cbnet.experiments.method;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.cbnet.experiments.summary.Figure;
import org.cbnet.trainer.evaluation.Samples;
import org.cbnet.trainer.evaluation.latency.ClusterBootstrap;
import org.hipparchus.stat.regression.OLSMultipleLinearRegression;

/**
 * What one inference takes beyond idling: the slope of energy against inferences over blocks of
 * steady load. Joules are fitted, by least squares, to idle watts times seconds plus dynamic joules
 * times inferences, so that what the device takes anyway is not charged to inference, and an idle
 * that was measured wrongly by itself can't shift the slope.
 *
 * <p>The interval is a bootstrap of whole blocks (pairs bootstrap: Davison and Hinkley, Bootstrap
 * Methods and their Application, 1997, 6.2.4) at the quantiles for so many blocks ({@link
 * ClusterBootstrap#tail}); the standard uncertainty is that of the fit (Guide to the Expression of
 * Uncertainty in Measurement, 2008, H.3). Throttled blocks are void. Immutable.
 */
public final class DynamicEnergy {
  /** Standard uncertainties below which a slope is not told from nothing. */
  public static final double RESOLUTION = 3;

  private static final int RESAMPLES = 2_000;

  private final double idleWatts;
  private final Figure joulesPerInference;
  private final double standardUncertaintyJoules;
  private final int voidBlocks;

  /**
   * Fits at once.
   *
   * @param blocks at 4 load levels at least, idle among them
   * @param seed of the bootstrap
   * @throws IllegalArgumentException where levels are missing among those that are not throttled;
   *     the message names them
   */
  public DynamicEnergy(List<EnergyBlock> blocks, long seed) {
    List<EnergyBlock> counting = blocks.stream().filter(block -> !block.throttled()).toList();
    this.voidBlocks = blocks.size() - counting.size();
    LoadLevels.require(counting, voidBlocks);
    OLSMultipleLinearRegression fit = fit(counting);
    double[] coefficients = fit.estimateRegressionParameters();
    Samples resampled = new Samples(resampledSlopes(counting, new SplittableRandom(seed)));
    double tail = ClusterBootstrap.tail(counting.size());
    this.idleWatts = coefficients[0];
    this.joulesPerInference =
        new Figure(coefficients[1], resampled.quantile(tail), resampled.quantile(1 - tail));
    this.standardUncertaintyJoules = fit.estimateRegressionParametersStandardErrors()[1];
  }

  /** Whether blocks tell it: at 4 load levels at least, idle among them, and not throttled. */
  public static boolean isEnough(List<EnergyBlock> blocks) {
    return LoadLevels.isEnough(blocks.stream().filter(block -> !block.throttled()).toList());
  }

  /** Power without any inference. */
  public double idleWatts() {
    return idleWatts;
  }

  /** Dynamic joules of an inference, with the 95 % interval. */
  public Figure joulesPerInference() {
    return joulesPerInference;
  }

  /** Standard uncertainty of the dynamic joules. */
  public double standardUncertaintyJoules() {
    return standardUncertaintyJoules;
  }

  /** Throttled blocks, which were left out. */
  public int voidBlocks() {
    return voidBlocks;
  }

  /**
   * Whether the slope is at least three times its standard uncertainty. Where not it is below the
   * meter's resolution, and must enter no ratio.
   */
  public boolean isResolved() {
    return Math.abs(joulesPerInference.value()) >= RESOLUTION * standardUncertaintyJoules;
  }

  /**
   * The whole device's joules for an inference: its share of idling, and the dynamic joules.
   *
   * @param perSecond inferences a second, above 0
   */
  public double totalJoulesPerInference(double perSecond) {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("perSecond must be above 0: " + perSecond);
    }
    return idleWatts / perSecond + joulesPerInference.value();
  }

  private static double[] resampledSlopes(List<EnergyBlock> blocks, RandomGenerator random) {
    double[] slopes = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; ) {
      List<EnergyBlock> drawn =
          random.ints(blocks.size(), 0, blocks.size()).mapToObj(blocks::get).toList();
      // One level alone has no slope.
      if (LoadLevels.lowestRates(drawn).size() > 1) {
        slopes[i++] = fit(drawn).estimateRegressionParameters()[1];
      }
    }
    return slopes;
  }

  private static OLSMultipleLinearRegression fit(List<EnergyBlock> blocks) {
    OLSMultipleLinearRegression fit = new OLSMultipleLinearRegression();
    // What takes no time takes no energy.
    fit.setNoIntercept(true);
    fit.newSampleData(
        blocks.stream().mapToDouble(EnergyBlock::joules).toArray(),
        blocks.stream()
            .map(block -> new double[] {block.seconds(), block.inferences()})
            .toArray(double[][]::new));
    return fit;
  }
}
