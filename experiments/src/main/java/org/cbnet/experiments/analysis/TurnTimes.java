package org.cbnet.experiments.analysis;

import org.cbnet.experiments.definition.Schedule;

/** What an arm's frames took under one condition, by process, session and round. One thread. */
final class TurnTimes {
  /** Shares of a turn's frames that do not count: others ran before, and the caches are theirs. */
  private static final int SETTLING_SHARE = 5;

  private static final double NANOS_PER_MICRO = 1e3;

  private final Schedule schedule;
  private final Doubles[][][] micros;
  private final Doubles all = new Doubles();

  TurnTimes(Schedule schedule) {
    this.schedule = schedule;
    this.micros = new Doubles[schedule.jvms()][schedule.sessions()][schedule.rounds()];
  }

  /** How many frames of a turn do not count. */
  static int settlingFrames(Schedule schedule) {
    return schedule.frames() / SETTLING_SHARE;
  }

  /** A frame that was classified. */
  void add(int jvm, int session, int round, int position, long nanos) {
    if (position < settlingFrames(schedule)) {
      return;
    }
    Doubles turn = micros[jvm][session][round];
    if (turn == null) {
      turn = new Doubles();
      micros[jvm][session][round] = turn;
    }
    turn.add(nanos / NANOS_PER_MICRO);
    all.add(nanos / NANOS_PER_MICRO);
  }

  /** All that counted. */
  Doubles all() {
    return all;
  }

  /** Whether every turn of every round has a frame that counts. */
  boolean isWhole() {
    for (Doubles[][] jvm : micros) {
      for (Doubles[] session : jvm) {
        for (Doubles turn : session) {
          if (turn == null) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** Median of each turn, microseconds. */
  double[][][] medians() {
    return figures(turn -> Doubles.quantile(turn.sorted(), 0.5));
  }

  /** Mean of each turn, microseconds. */
  double[][][] means() {
    return figures(Doubles::mean);
  }

  private double[][][] figures(java.util.function.ToDoubleFunction<Doubles> figure) {
    double[][][] figures = new double[schedule.jvms()][schedule.sessions()][schedule.rounds()];
    for (int jvm = 0; jvm < figures.length; jvm++) {
      for (int session = 0; session < figures[jvm].length; session++) {
        for (int round = 0; round < figures[jvm][session].length; round++) {
          figures[jvm][session][round] = figure.applyAsDouble(micros[jvm][session][round]);
        }
      }
    }
    return figures;
  }
}
