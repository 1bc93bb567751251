package org.cbnet.experiments.bench.method;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A cluster is one process: baseline and arms are sessions of it, and take turns within a round.
 */
record SessionsForm(WorkerPool workers) implements Form.Source {
  @Override
  public Map<Comparison, Turns> cluster(RandomGenerator random)
      throws IOException, InterruptedException {
    MethodPlan plan = workers.plan();
    Map<Comparison, Turns> turns = new EnumMap<>(Comparison.class);
    for (Comparison comparison : Comparison.values()) {
      turns.put(comparison, Turns.empty(plan));
    }
    try (Worker worker = workers.all()) {
      worker.awaitReady();
      for (int session = 0; session < plan.sessions(); session++) {
        worker.open(random.nextLong());
        double[][] rounds =
            worker.rounds(plan.firstRound(session), plan.rounds(), random.nextLong());
        for (Comparison comparison : Comparison.values()) {
          for (int round = 0; round < rounds.length; round++) {
            turns.get(comparison).baseline()[session][round] = rounds[round][0];
            turns.get(comparison).arm()[session][round] = rounds[round][comparison.arm() + 1];
          }
        }
      }
    }
    return turns;
  }
}
