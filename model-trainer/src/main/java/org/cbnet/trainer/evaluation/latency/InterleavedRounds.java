package org.cbnet.trainer.evaluation.latency;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;

/** Runs blocks in rounds: each round runs every block once, in a fresh random order. */
public final class InterleavedRounds {
  private final int warmUp;
  private final int rounds;
  private final int firstRound;
  private final RandomGenerator random;

  /**
   * @param warmUp rounds that run first and do not count
   * @param rounds that count
   * @param firstRound number of the first one
   */
  public InterleavedRounds(int warmUp, int rounds, int firstRound, RandomGenerator random) {
    this.warmUp = warmUp;
    this.rounds = rounds;
    this.firstRound = firstRound;
    this.random = random;
  }

  /**
   * Runs all rounds.
   *
   * @param progress told the number of rounds done, warm-up included
   * @return by block, round and measurement, in microseconds
   */
  public double[][][] measure(List<? extends Block> blocks, IntConsumer progress) {
    double[][][] micros = new double[blocks.size()][rounds][];
    for (int round = 0; round < warmUp + rounds; round++) {
      for (int index : order(blocks.size(), random)) {
        double[] measured = blocks.get(index).micros(firstRound + round);
        if (round >= warmUp) {
          micros[index][round - warmUp] = measured;
        }
      }
      progress.accept(round + 1);
    }
    return micros;
  }

  /** A random permutation of 0 .. size - 1. */
  static int[] order(int size, RandomGenerator random) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }
}
