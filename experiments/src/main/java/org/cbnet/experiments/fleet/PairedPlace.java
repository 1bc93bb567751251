package org.cbnet.experiments.fleet;

import java.util.SplittableRandom;

/**
 * Where a device stands in a paired run: it is one of four that are given the same frames.
 *
 * @param runId run
 * @param groups of four in the run, each with rounds of its own
 * @param group of these
 * @param roundFrames frames of a round
 */
record PairedPlace(String runId, int groups, int group, int roundFrames) {

  int round(long sequence) {
    return Math.toIntExact(sequence / roundFrames) * groups + group;
  }

  int frame(long sequence) {
    return (int) (sequence % roundFrames);
  }

  /** Label and difficulty of a frame: the same for all four. */
  SplittableRandom ofFrame(long seed, long sequence) {
    long place = ((long) round(sequence) << 20) + frame(sequence);
    return new SplittableRandom(seed ^ runId.hashCode() * 0x9E3779B97F4A7C15L ^ place);
  }
}
