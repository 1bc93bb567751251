package org.cbnet.experiments.bench.method;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * A cluster is a pair of processes: the baselines are in one, the arms in the other, and the two
 * take turns. Each comparison has a baseline of its own, so that no arm's session is used, and kept
 * in caches, more than its opposite.
 */
final class JvmsForm {
  private JvmsForm() {}

  static List<Map<Comparison, Turns>> measure(
      WorkerPool pool, MethodPlan plan, RandomGenerator random)
      throws IOException, InterruptedException {
    List<Map<Comparison, Turns>> clusters = new ArrayList<>();
    List<Worker> drawn = pool.draw(2 * plan.clusters(), random);
    for (int i = 0; i < drawn.size(); i += 2) {
      clusters.add(cluster(drawn.get(i), drawn.get(i + 1), plan, random));
    }
    return clusters;
  }

  private static Map<Comparison, Turns> cluster(
      Worker baselines, Worker arms, MethodPlan plan, RandomGenerator random)
      throws IOException, InterruptedException {
    Map<Comparison, Turns> turns = Turns.ofAll(plan);
    Random order = new Random(random.nextLong());
    for (int session = 0; session < plan.sessions(); session++) {
      baselines.open(random.nextLong(), new double[plan.slowdowns().length]);
      arms.open(random.nextLong(), plan.slowdowns());
      int first = random.nextInt(Turns.FRAME_STARTS);
      for (int round = 0; round < plan.rounds(); round++) {
        for (Comparison comparison : shuffled(order)) {
          int place = comparison.place();
          Turns into = turns.get(comparison);
          boolean isBaselineFirst = order.nextBoolean();
          if (isBaselineFirst) {
            into.putBaseline(session, round, baselines.turn(place, first + round));
          }
          into.putArm(session, round, arms.turn(place, first + round));
          if (!isBaselineFirst) {
            into.putBaseline(session, round, baselines.turn(place, first + round));
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
