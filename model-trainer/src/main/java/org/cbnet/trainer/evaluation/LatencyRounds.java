package org.cbnet.trainer.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;

/**
 * Measures strategies in interleaved blocks: in each round every strategy, in a fresh random order,
 * classifies the same 25 frames; the first 5 refill caches after the one before and do not count.
 */
final class LatencyRounds {
  static final int BLOCK = 25;
  static final int DISCARDED = 5;
  // The compiler has seen every path before the first round that counts.
  private static final int WARM_UP_ROUNDS = 20;

  private final List<Frame> frames;
  private final int rounds;
  private final long seed;

  LatencyRounds(List<Frame> frames, int rounds, long seed) {
    this.frames = List.copyOf(frames);
    this.rounds = rounds;
    this.seed = seed;
  }

  /**
   * Runs all rounds.
   *
   * @param progress told the number of rounds done, warm-up included, of {@link #total}
   * @return one a strategy, in the order given
   */
  List<Latency> measure(List<InferenceStrategy> strategies, IntConsumer progress) {
    RandomGenerator random = new SplittableRandom(seed);
    double[][][] micros = new double[strategies.size()][rounds][];
    for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
      for (int index : order(strategies.size(), random)) {
        double[] block = block(strategies.get(index), round + WARM_UP_ROUNDS);
        if (round >= 0) {
          micros[index][round] = block;
        }
      }
      progress.accept(round + WARM_UP_ROUNDS + 1);
    }
    List<Latency> latencies = new ArrayList<>();
    for (double[][] blocks : micros) {
      latencies.add(new Latency(blocks));
    }
    return latencies;
  }

  /** Rounds with the warm-up. */
  int total() {
    return rounds + WARM_UP_ROUNDS;
  }

  private double[] block(InferenceStrategy strategy, int round) {
    double[] kept = new double[BLOCK - DISCARDED];
    for (int i = 0; i < BLOCK; i++) {
      int frame = (int) (((long) round * BLOCK + i) % frames.size());
      long nanos = totalNanos(strategy, frames.get(frame));
      if (i >= DISCARDED) {
        kept[i - DISCARDED] = nanos / 1e3;
      }
    }
    return kept;
  }

  private static long totalNanos(InferenceStrategy strategy, Frame frame) {
    Outcome outcome = strategy.infer(frame);
    if (outcome instanceof Outcome.Classified classified) {
      return classified.times().totalNanos();
    }
    Outcome.Failed failed = (Outcome.Failed) outcome;
    throw new NoLabelException(strategy.name(), frame, failed.reason() + ": " + failed.detail());
  }

  private static int[] order(int size, RandomGenerator random) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }
}
