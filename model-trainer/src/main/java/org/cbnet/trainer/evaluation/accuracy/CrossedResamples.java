package org.cbnet.trainer.evaluation.accuracy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Differences in mean accuracy of two ways of training, over seeds and frames that are drawn with
 * replacement, each frame with all seeds that were drawn: both are crossed random factors (Owen,
 * "The pigeonhole bootstrap", Annals of Applied Statistics 1, 2007). Not thread-safe.
 *
 * <p>Which seeds were right about a frame is held as bits of one number: thousands of frames show
 * only some patterns, and a resample need only count these.
 */
public final class CrossedResamples {
  private final int[] ofFrame;
  private final int[] distinct;
  private final int seeds;
  private final int others;
  private final int[] counts;

  /**
   * Takes at least one seed of each, 31 of both together at most, and one frame.
   *
   * @param one frames that the networks of a seed each predicted right
   * @param other the same of the other way
   * @param counted frames that count, by index
   */
  public CrossedResamples(List<BitSet> one, List<BitSet> other, BitSet counted) {
    this.seeds = one.size();
    this.others = other.size();
    if (seeds + others >= Integer.SIZE) {
      throw new IllegalArgumentException("at most 31 seeds of both: " + (seeds + others));
    }
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

  /**
   * Accuracy of the one less that of the other, as shares.
   *
   * @param resamples how many
   * @param paired whether seeds at the same place are drawn together; there are as many then
   * @param seed of the draws
   */
  public double[] differences(int resamples, boolean paired, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    double[] differences = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      differences[i] = resampled(random, paired);
    }
    return differences;
  }

  private double resampled(RandomGenerator random, boolean paired) {
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
