package org.cbnet.trainer.variant;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.trainer.evaluation.latency.InferenceBlock;
import org.cbnet.trainer.evaluation.latency.InterleavedRounds;
import org.cbnet.trainer.evaluation.latency.Latency;
import org.cbnet.trainer.evaluation.latency.Ratio;

/**
 * Compares candidates by the evaluation's own rounds and interval, but within one process: sessions
 * are opened anew several times in place of fresh processes. Two sessions of the very same graph
 * differ by up to 2 % as long as they live, because their memory lies otherwise.
 */
final class OpeningRounds implements SpeedComparison {
  private static final int OPENINGS = 5;
  // In each opening, so that the compiler and the runtime's memory plan have settled.
  private static final int WARM_UP_ROUNDS = 10;

  private final List<Frame> frames;
  private final int roundsPerOpening;
  private final long seed;

  /**
   * @param frames shown in turn
   * @param rounds in all, rounded up to a multiple of the openings
   * @param seed of the order of candidates and of the bootstrap
   */
  OpeningRounds(List<Frame> frames, int rounds, long seed) {
    this.frames = List.copyOf(frames);
    this.roundsPerOpening = (rounds + OPENINGS - 1) / OPENINGS;
    this.seed = seed;
  }

  @Override
  public int steps() {
    return OPENINGS * stepsPerOpening();
  }

  @Override
  public List<Ratio> timesAsFast(List<VariantCandidate> candidates, IntConsumer progress)
      throws IOException {
    RandomGenerator random = new SplittableRandom(seed);
    List<List<double[][]>> micros = new ArrayList<>();
    candidates.forEach(candidate -> micros.add(new ArrayList<>()));
    for (int opening = 0; opening < OPENINGS; opening++) {
      int before = opening * stepsPerOpening();
      double[][][] measured =
          measure(candidates, before, random, done -> progress.accept(before + done));
      for (int i = 0; i < measured.length; i++) {
        micros.get(i).add(measured[i]);
      }
    }
    // With exits the median frame tells nothing of those that go on.
    boolean means = candidates.get(0).hasExits();
    Latency own = new Latency(micros.get(0));
    return micros.stream()
        .map(Latency::new)
        .map(each -> means ? own.meanSpeedupOf(each, seed) : own.speedupOf(each, seed))
        .toList();
  }

  private double[][][] measure(
      List<VariantCandidate> candidates,
      int firstRound,
      RandomGenerator random,
      IntConsumer progress)
      throws IOException {
    List<InferenceStrategy> strategies = new ArrayList<>();
    try {
      for (VariantCandidate candidate : candidates) {
        strategies.add(candidate.open());
      }
      List<InferenceBlock> blocks =
          strategies.stream().map(strategy -> new InferenceBlock(strategy, frames)).toList();
      return new InterleavedRounds(WARM_UP_ROUNDS, roundsPerOpening, firstRound, random)
          .measure(blocks, progress);
    } finally {
      strategies.forEach(InferenceStrategy::close);
    }
  }

  private int stepsPerOpening() {
    return roundsPerOpening + WARM_UP_ROUNDS;
  }
}
