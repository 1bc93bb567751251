package org.cbnet.trainer.evaluation.accuracy;

import java.util.BitSet;
import java.util.List;
import org.cbnet.trainer.evaluation.Samples;

/**
 * How much more accurate one way of training a network is than another, over seeds and images; the
 * names of the components are the keys of the JSON.
 *
 * @param difference of the means over seeds, 0..1
 * @param low end of the 95 % interval
 * @param high end of the 95 % interval
 * @param lowerBound one-sided, 95 %
 * @param seeds of the one
 * @param otherSeeds of the other
 */
public record AccuracyDifference(
    double difference, double low, double high, double lowerBound, int seeds, int otherSeeds) {
  private static final int RESAMPLES = 10_000;

  /**
   * A bootstrap in two levels: seeds are drawn with replacement from each, images from those that
   * all were shown. Both matter: another seed is another network, and the test set is a sample.
   *
   * @param paired whether the same places in both lists are the same seeds: they are then drawn
   *     together, as what a seed does to both (weights to start from, order of images) is no
   *     difference between them
   * @param one answers of a seed each
   * @param other answers of a seed each, to the same frames
   * @param frames those that count, by index
   * @param seed of the draws
   */
  public static AccuracyDifference of(
      List<BitSet> one, List<BitSet> other, boolean paired, BitSet frames, long seed) {
    if (one.isEmpty() || other.isEmpty() || frames.isEmpty()) {
      throw new IllegalArgumentException(
          "a seed of each and a frame at least: %d, %d, %d"
              .formatted(one.size(), other.size(), frames.cardinality()));
    }
    if (paired && one.size() != other.size()) {
      throw new IllegalArgumentException(
          "as many seeds of each where they are paired: %d, %d"
              .formatted(one.size(), other.size()));
    }
    Samples spread =
        new Samples(new CrossedResamples(one, other, frames).differences(RESAMPLES, paired, seed));
    return new AccuracyDifference(
        mean(one, frames) - mean(other, frames),
        spread.quantile(0.025),
        spread.quantile(0.975),
        spread.quantile(0.05),
        one.size(),
        other.size());
  }

  private static double mean(List<BitSet> seeds, BitSet frames) {
    return seeds.stream().mapToInt(right -> common(right, frames)).average().orElseThrow()
        / frames.cardinality();
  }

  private static int common(BitSet right, BitSet frames) {
    BitSet common = (BitSet) right.clone();
    common.and(frames);
    return common.cardinality();
  }
}
