package org.cbnet.experiments.bench.method;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * A cluster is a pair of processes: the baselines are in one, the arms in the other, and the two
 * take turns. Each comparison has a baseline of its own, so that no arm's session is used, and kept
 * in caches, more than its opposite.
 */
record JvmsForm(WorkerPool workers) implements Form.Source {
  @Override
  public Map<Comparison, Turns> cluster(RandomGenerator random)
      throws IOException, InterruptedException {
    MethodPlan plan = workers.plan();
    Map<Comparison, Turns> turns = new EnumMap<>(Comparison.class);
    for (Comparison comparison : Comparison.values()) {
      turns.put(comparison, Turns.empty(plan));
    }
    try (Worker baselines = workers.baselines();
        Worker arms = workers.arms()) {
      baselines.awaitReady();
      arms.awaitReady();
      Random order = new Random(random.nextLong());
      for (int session = 0; session < plan.sessions(); session++) {
        baselines.open(random.nextLong());
        arms.open(random.nextLong());
        for (int round = 0; round < plan.rounds(); round++) {
          int frames = plan.firstRound(session) + round;
          for (Comparison comparison : shuffled(order)) {
            int arm = comparison.arm();
            Turns into = turns.get(comparison);
            boolean isBaselineFirst = order.nextBoolean();
            if (isBaselineFirst) {
              into.baseline()[session][round] = baselines.turn(arm, frames);
            }
            into.arm()[session][round] = arms.turn(arm, frames);
            if (!isBaselineFirst) {
              into.baseline()[session][round] = baselines.turn(arm, frames);
            }
          }
        }
      }
    }
    return turns;
  }

  private static List<Comparison> shuffled(Random order) {
    List<Comparison> comparisons = new ArrayList<>(Arrays.asList(Comparison.values()));
    Collections.shuffle(comparisons, order);
    return comparisons;
  }
}
