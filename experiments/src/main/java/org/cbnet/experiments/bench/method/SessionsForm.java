package org.cbnet.experiments.bench.method;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A cluster is one process: baseline and arms are sessions of it, and take turns within a round.
 */
final class SessionsForm {
  private SessionsForm() {}

  static List<Map<Comparison, Turns>> measure(
      WorkerPool pool, MethodPlan plan, RandomGenerator random)
      throws IOException, InterruptedException {
    List<Map<Comparison, Turns>> clusters = new ArrayList<>();
    for (Worker worker : pool.draw(plan.clusters(), random)) {
      clusters.add(cluster(worker, plan, random));
    }
    return clusters;
  }

  private static Map<Comparison, Turns> cluster(
      Worker worker, MethodPlan plan, RandomGenerator random)
      throws IOException, InterruptedException {
    Map<Comparison, Turns> turns = Turns.ofAll(plan);
    for (int session = 0; session < plan.sessions(); session++) {
      worker.open(random.nextLong(), slowdowns(plan));
      double[][] rounds =
          worker.rounds(random.nextInt(Turns.FRAME_STARTS), plan.rounds(), random.nextLong());
      for (Comparison comparison : Comparison.values()) {
        for (int round = 0; round < rounds.length; round++) {
          turns.get(comparison).putBaseline(session, round, rounds[round][0]);
          turns.get(comparison).putArm(session, round, rounds[round][comparison.place() + 1]);
        }
      }
    }
    return turns;
  }

  // The baseline is the first arm.
  private static double[] slowdowns(MethodPlan plan) {
    double[] ofComparisons = plan.slowdowns();
    double[] slowdowns = new double[1 + ofComparisons.length];
    System.arraycopy(ofComparisons, 0, slowdowns, 1, ofComparisons.length);
    return slowdowns;
  }
}
