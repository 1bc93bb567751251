package org.cbnet.experiments.method;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Rounds of a baseline and an arm as a shared machine would give them, with normal biases of the
 * ratio's logarithm at each level.
 *
 * @param jvms processes
 * @param sessions of each
 * @param rounds of each
 * @param jvmDeviation standard deviation of what a process has in common
 * @param sessionDeviation of what a session has in common
 */
record SimulatedRounds(
    int jvms, int sessions, int rounds, double jvmDeviation, double sessionDeviation) {
  private static final double ROUND_DEVIATION = 0.03;

  /** 5 processes, 4 sessions. */
  static SimulatedRounds few() {
    return new SimulatedRounds(5, 4, 20, 0.003, 0.005);
  }

  /** As many rounds in 10 processes, 2 sessions. */
  static SimulatedRounds many() {
    return new SimulatedRounds(10, 2, 20, 0.003, 0.005);
  }

  SimulatedRounds withJvmDeviation(double deviation) {
    return new SimulatedRounds(jvms, sessions, rounds, deviation, sessionDeviation);
  }

  /** An arm that is so many times as fast, but for its biases. */
  PairedRounds measured(double speedup, long seed) {
    return new PairedRounds(baseline(seed), arm(speedup, seed));
  }

  /** The same with every session said to be a process of its own, so that sessions are flipped. */
  PairedRounds measuredWithSessionsAsJvms(double speedup, long seed) {
    return new PairedRounds(split(baseline(seed)), split(arm(speedup, seed)));
  }

  private double[][][] baseline(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    double[][][] micros = new double[jvms][sessions][rounds];
    for (double[][] jvm : micros) {
      for (double[] session : jvm) {
        for (int round = 0; round < rounds; round++) {
          session[round] = speed(random) * 60;
        }
      }
    }
    return micros;
  }

  private double[][][] arm(double speedup, long seed) {
    RandomGenerator speeds = new SplittableRandom(seed);
    RandomGenerator random = new SplittableRandom(~seed);
    double[][][] micros = new double[jvms][sessions][rounds];
    for (double[][] jvm : micros) {
      double jvmBias = jvmDeviation * random.nextGaussian();
      for (double[] session : jvm) {
        double bias = jvmBias + sessionDeviation * random.nextGaussian();
        for (int round = 0; round < rounds; round++) {
          double noise = ROUND_DEVIATION * random.nextGaussian();
          session[round] = speed(speeds) * 60 / speedup * Math.exp(bias + noise);
        }
      }
    }
    return micros;
  }

  // Both arms of a round meet the same state of the machine.
  private static double speed(RandomGenerator random) {
    return random.nextBoolean() ? 1 : 1.55;
  }

  private static double[][][] split(double[][][] micros) {
    double[][][] sessions = new double[micros.length * micros[0].length][1][];
    for (int i = 0; i < sessions.length; i++) {
      sessions[i][0] = micros[i / micros[0].length][i % micros[0].length];
    }
    return sessions;
  }
}
