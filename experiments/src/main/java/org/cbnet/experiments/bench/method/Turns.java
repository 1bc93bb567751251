package org.cbnet.experiments.bench.method;

/**
 * What one cluster, a process or a pair of them, measured for one comparison; microseconds by
 * session and round.
 *
 * @param baseline of its turns
 * @param arm of its turns, in the same rounds
 */
@SuppressWarnings("ArrayRecordComponent") // made once and only read
record Turns(double[][] baseline, double[][] arm) {
  static Turns empty(MethodPlan plan) {
    return new Turns(
        new double[plan.sessions()][plan.rounds()], new double[plan.sessions()][plan.rounds()]);
  }
}
