package org.cbnet.experiments.bench.method;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.cbnet.inference.Frame;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.strategy.Strategies;
import org.cbnet.inference.strategy.StrategyName;
import org.cbnet.trainer.evaluation.Samples;
import org.cbnet.trainer.evaluation.latency.InferenceBlock;

/** The arms of one worker process: one bundle, opened once for each. Not thread-safe. */
final class WorkerArms implements AutoCloseable {
  // The first inferences of a session take its memory from the system.
  private static final int SETTLING_ROUNDS = 2;

  private final ModelBundle bundle;
  private final List<Frame> frames;
  private SlowedStrategy[] arms = {};

  /** Opens nothing yet. */
  WorkerArms(ModelBundle bundle) throws IOException {
    this.bundle = bundle;
    LabelledImages sample = DataSets.sample();
    this.frames = IntStream.range(0, sample.size()).mapToObj(sample::frame).toList();
  }

  /**
   * Opens arms in place of those that are open, in an order that the seed gives: each gets any of
   * the places in memory.
   *
   * @param slowdowns share of a frame's time that each arm takes longer
   */
  void open(long seed, double[] slowdowns) throws IOException {
    close();
    arms = new SlowedStrategy[slowdowns.length];
    StrategyName name = StrategyName.of(bundle.manifest().strategy());
    for (int arm : order(new Random(seed))) {
      arms[arm] =
          new SlowedStrategy(Strategies.open(name, bundle, OptionalDouble.empty()), slowdowns[arm]);
    }
    rounds(0, SETTLING_ROUNDS, seed);
  }

  /** What the median frame of one arm's turn took, microseconds. */
  double turn(int arm, int round) {
    return new Samples(new InferenceBlock(arms[arm], frames).micros(round)).median();
  }

  /**
   * Rounds in which every arm has a turn on the same frames, in a random order; by round and arm.
   */
  double[][] rounds(int from, int count, long seed) {
    Random random = new Random(seed);
    double[][] micros = new double[count][arms.length];
    for (int round = 0; round < count; round++) {
      for (int arm : order(random)) {
        micros[round][arm] = turn(arm, from + round);
      }
    }
    return micros;
  }

  @Override
  public void close() {
    // None where opening it failed.
    Arrays.stream(arms).filter(Objects::nonNull).forEach(SlowedStrategy::close);
    arms = new SlowedStrategy[0];
  }

  private List<Integer> order(Random random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, arms.length).boxed().toList());
    Collections.shuffle(order, random);
    return order;
  }
}
