package org.cbnet.trainer.evaluation.accuracy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
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
    Patterns patterns = new Patterns(one, other, frames);
    RandomGenerator random = new SplittableRandom(seed);
    double[] differences = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      differences[i] = patterns.resampled(random, paired);
    }
    Samples spread = new Samples(differences);
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

  /**
   * Which seeds were right about a frame, as bits of one number: thousands of frames show only some
   * patterns, and a resample need only count these.
   */
  private static final class Patterns {
    private final int[] ofFrame;
    private final int[] distinct;
    private final int seeds;
    private final int others;
    private final int[] counts;

    Patterns(List<BitSet> one, List<BitSet> other, BitSet counted) {
      this.seeds = one.size();
      this.others = other.size();
      int[] frames = counted.stream().toArray();
      int[] patterns = new int[frames.length];
      for (int i = 0; i < frames.length; i++) {
        for (int s = 0; s < seeds + others; s++) {
          BitSet right = s < seeds ? one.get(s) : other.get(s - seeds);
          patterns[i] |= right.get(frames[i]) ? 1 << s : 0;
        }
      }
      this.distinct = Arrays.stream(patterns).distinct().sorted().toArray();
      this.ofFrame =
          Arrays.stream(patterns).map(pattern -> Arrays.binarySearch(distinct, pattern)).toArray();
      this.counts = new int[distinct.length];
    }

    double resampled(RandomGenerator random, boolean paired) {
      double[] weights = weights(random, paired);
      Arrays.fill(counts, 0);
      for (int frame = 0; frame < ofFrame.length; frame++) {
        counts[ofFrame[random.nextInt(ofFrame.length)]]++;
      }
      double sum = 0;
      for (int i = 0; i < distinct.length; i++) {
        double value = 0;
        for (int s = 0; s < weights.length; s++) {
          value += (distinct[i] >> s & 1) * weights[s];
        }
        sum += counts[i] * value;
      }
      return sum / ofFrame.length;
    }

    private double[] weights(RandomGenerator random, boolean paired) {
      double[] weights = new double[seeds + others];
      for (int s = 0; s < seeds; s++) {
        int drawn = random.nextInt(seeds);
        weights[drawn] += 1.0 / seeds;
        if (paired) {
          weights[seeds + drawn] -= 1.0 / others;
        }
      }
      for (int s = 0; s < others && !paired; s++) {
        weights[seeds + random.nextInt(others)] -= 1.0 / others;
      }
      return weights;
    }
  }
}
