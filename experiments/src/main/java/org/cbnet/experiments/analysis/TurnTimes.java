package org.cbnet.experiments.analysis;

import java.util.List;
import java.util.OptionalDouble;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.definition.Schedule;
import org.cbnet.experiments.rows.FrameRow;

/** What an arm's frames took under one condition, by process, session and round. One thread. */
final class TurnTimes {
  /** Shares of a turn's frames that do not count: others ran before, and the caches are theirs. */
  private static final int SETTLING_SHARE = 5;

  private static final double NANOS_PER_MICRO = 1e3;

  private final Definition definition;
  private final Doubles[][][] micros;
  private final Doubles all = new Doubles();

  TurnTimes(Definition definition) {
    this.definition = definition;
    Schedule schedule = definition.schedule();
    this.micros =
        new Doubles[definition.replicates()][schedule.sessions()][definition.timedRounds()];
  }

  /** A frame that was classified. */
  void add(int jvm, FrameRow row) {
    OptionalDouble level =
        row.level() == null ? OptionalDouble.empty() : OptionalDouble.of(row.level());
    if (row.position() < definition.framesOfTurn(level) / SETTLING_SHARE) {
      return;
    }
    Doubles[] rounds = micros[jvm][row.session()];
    int round = round(row);
    if (rounds[round] == null) {
      rounds[round] = new Doubles();
    }
    Doubles turn = rounds[round];
    long nanos = row.totalNanos();
    turn.add(nanos / NANOS_PER_MICRO);
    all.add(nanos / NANOS_PER_MICRO);
  }

  // Each level of a round is a round of its own: frames far apart find colder caches.
  private int round(FrameRow row) {
    List<Double> levels = definition.load().busyLevels();
    return row.level() == null
        ? row.round()
        : row.round() * levels.size() + levels.indexOf(row.level());
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
    Schedule schedule = definition.schedule();
    double[][][] figures =
        new double[definition.replicates()][schedule.sessions()][definition.timedRounds()];
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
