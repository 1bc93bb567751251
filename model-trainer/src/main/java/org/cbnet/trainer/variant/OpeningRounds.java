package org.cbnet.trainer.variant;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;

/**
 * Measures candidates on the same frames in interleaved blocks: in each round each of them, in a
 * fresh random order, classifies the same 25 frames, of which the first 5 refill caches and do not
 * count. Sessions are opened anew several times, as each lies otherwise in memory.
 */
final class OpeningRounds {
  private static final int BLOCK = 25;
  private static final int DISCARDED = 5;
  private static final int OPENINGS = 5;
  // In each opening, so that the compiler and the runtime's memory plan have settled.
  private static final int WARM_UP_ROUNDS = 10;

  private final List<Frame> frames;
  private final int roundsPerOpening;
  private final Random random;

  /**
   * @param rounds in all, rounded up to a multiple of the openings
   * @param random of the order of candidates
   */
  OpeningRounds(List<Frame> frames, int rounds, Random random) {
    this.frames = List.copyOf(frames);
    this.roundsPerOpening = (rounds + OPENINGS - 1) / OPENINGS;
    this.random = random;
  }

  /** Rounds with those that warm up. */
  int total() {
    return OPENINGS * (roundsPerOpening + WARM_UP_ROUNDS);
  }

  /**
   * Runs all rounds.
   *
   * @param progress told the number of rounds done, of {@link #total}
   * @return nanoseconds of one frame by candidate, opening and round: the median of a block, or the
   *     mean where a network has exits, whose median frame tells nothing of those that go on
   */
  double[][][] measure(List<VariantCandidate> candidates, IntConsumer progress) throws IOException {
    double[][][] nanos = new double[candidates.size()][OPENINGS][roundsPerOpening];
    for (int opening = 0; opening < OPENINGS; opening++) {
      List<InferenceStrategy> strategies = new ArrayList<>();
      try {
        for (VariantCandidate candidate : candidates) {
          strategies.add(candidate.open());
        }
        for (int round = -WARM_UP_ROUNDS; round < roundsPerOpening; round++) {
          int all = opening * (roundsPerOpening + WARM_UP_ROUNDS) + round + WARM_UP_ROUNDS;
          for (int index : order(strategies.size())) {
            double[] block = block(strategies.get(index), all);
            if (round >= 0) {
              nanos[index][opening][round] =
                  candidates.get(index).hasExits()
                      ? Arrays.stream(block).average().orElseThrow()
                      : SpeedRatio.median(block);
            }
          }
          progress.accept(all + 1);
        }
      } finally {
        strategies.forEach(InferenceStrategy::close);
      }
    }
    return nanos;
  }

  private double[] block(InferenceStrategy strategy, int round) {
    double[] kept = new double[BLOCK - DISCARDED];
    for (int i = 0; i < BLOCK; i++) {
      Frame frame = frames.get((int) (((long) round * BLOCK + i) % frames.size()));
      long start = System.nanoTime();
      strategy.infer(frame);
      long nanos = System.nanoTime() - start;
      if (i >= DISCARDED) {
        kept[i - DISCARDED] = nanos;
      }
    }
    return kept;
  }

  private List<Integer> order(int size) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    return order;
  }
}
