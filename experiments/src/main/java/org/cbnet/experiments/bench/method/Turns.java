package org.cbnet.experiments.bench.method;

import java.util.EnumMap;
import java.util.Map;

/**
 * What one cluster, a process or a pair of them, measured for one comparison; microseconds by
 * session and round. Filled round by round, by one thread.
 */
final class Turns {
  /** Rounds of a session start at one of so many places among the frames. */
  static final int FRAME_STARTS = 1_000;

  private final double[][] baseline;
  private final double[][] arm;

  private Turns(MethodPlan plan) {
    this.baseline = new double[plan.sessions()][plan.rounds()];
    this.arm = new double[plan.sessions()][plan.rounds()];
  }

  /** Nothing measured yet, for each comparison. */
  static Map<Comparison, Turns> ofAll(MethodPlan plan) {
    Map<Comparison, Turns> turns = new EnumMap<>(Comparison.class);
    for (Comparison comparison : Comparison.values()) {
      turns.put(comparison, new Turns(plan));
    }
    return turns;
  }

  void putBaseline(int session, int round, double micros) {
    baseline[session][round] = micros;
  }

  void putArm(int session, int round, double micros) {
    arm[session][round] = micros;
  }

  double[][] baseline() {
    return baseline;
  }

  double[][] arm() {
    return arm;
  }
}
