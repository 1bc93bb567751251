package org.cbnet.experiments.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Who infers what when: the frames are cut into rounds, and within a round every strategy takes its
 * turn on the same frames, in an order drawn anew.
 *
 * <p>Cores of shared machines change speed within seconds; strategies that take turns in short
 * blocks meet the same conditions, and a ratio within a round compares like with like.
 */
record TurnPlan(List<Turn> turns, int rounds) {
  private static final int ROUNDS = 20;
  private static final int FEWEST_FRAMES = 25;

  TurnPlan {
    turns = List.copyOf(turns);
  }

  /** One strategy's block of consecutive frames. */
  record Turn(String strategy, int round, int firstFrame, int frames) {}

  /**
   * Plans about 20 rounds of at least 25 frames.
   *
   * @param random draws the order within each round
   */
  static TurnPlan of(List<String> strategies, int frames, Random random) {
    int perRound = Math.max(FEWEST_FRAMES, (frames + ROUNDS - 1) / ROUNDS);
    List<Turn> turns = new ArrayList<>();
    int round = 0;
    for (int first = 0; first < frames; first += perRound) {
      List<String> order = new ArrayList<>(strategies);
      Collections.shuffle(order, random);
      for (String strategy : order) {
        turns.add(new Turn(strategy, round, first, Math.min(perRound, frames - first)));
      }
      round++;
    }
    return new TurnPlan(turns, round);
  }
}
