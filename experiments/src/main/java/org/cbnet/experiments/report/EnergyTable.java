package org.cbnet.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.cbnet.edge.energy.Board;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.summary.ArmSummary;
import org.cbnet.experiments.summary.ConditionSummary;
import org.cbnet.experiments.summary.Energy;
import org.cbnet.experiments.summary.EnergyByLoad;
import org.cbnet.experiments.summary.Figure;

/** What levels of load tell of energy, as text in cells, for every form of report. */
final class EnergyTable {
  static final String UNRESOLVED = "below resolution";

  private static final double MILLIJOULES = 1_000;
  private static final double MICROS_PER_SECOND = 1e6;

  private EnergyTable() {}

  /** Whether there were levels of load. */
  static boolean isThere(ConditionSummary condition) {
    return condition.arms().stream().anyMatch(arm -> byLoad(arm).isPresent());
  }

  static String title(Definition definition, ConditionSummary condition) {
    return isModelled(condition)
        ? "Energy of %s by load (modelled: follows from CPU time)".formatted(definition.board())
        : "Energy by load (metered)";
  }

  static List<String> header(Definition definition) {
    List<String> header =
        new ArrayList<>(
            List.of(
                "arm",
                "kernel: inference only, mJ",
                "agent: with spool and publishing, mJ [95\u00a0%]",
                "idle W"));
    for (double rate : definition.load().busyLevels()) {
      header.add("device at %s/s, mJ".formatted(Figures.plain(rate)));
    }
    header.add("CPU µs [95\u00a0%]");
    header.add("void blocks");
    return header;
  }

  /** A row an arm that has a slope. */
  static List<List<String>> rows(Definition definition, ConditionSummary condition) {
    return condition.arms().stream()
        .flatMap(arm -> byLoad(arm).map(energy -> row(definition, arm, energy)).stream())
        .toList();
  }

  /** Boards beside each other: the same processor time at each one's coefficient. */
  static List<String> boardsHeader(Definition definition) {
    List<String> header = new ArrayList<>(List.of("arm"));
    boards(definition).forEach(board -> header.add("%s, mJ [95\u00a0%%]".formatted(board.key())));
    return header;
  }

  static List<List<String>> boardsRows(Definition definition, ConditionSummary condition) {
    List<List<String>> rows = new ArrayList<>();
    for (ArmSummary arm : condition.arms()) {
      Optional<Figure> cpu = byLoad(arm).flatMap(EnergyByLoad::cpuMicrosPerInference);
      if (cpu.isPresent()) {
        List<String> row = new ArrayList<>(List.of(arm.name()));
        boards(definition).forEach(board -> row.add(millijoules(modelled(board, cpu.get()))));
        rows.add(row);
      }
    }
    return rows;
  }

  static boolean isModelled(ConditionSummary condition) {
    return condition.arms().stream()
        .flatMap(arm -> arm.energy().stream())
        .anyMatch(Energy::isModelled);
  }

  private static List<String> row(Definition definition, ArmSummary arm, EnergyByLoad energy) {
    List<String> row = new ArrayList<>();
    row.add(arm.name());
    row.add(
        Figures.orNone(
            energy.kernelJoulesPerInference(),
            joules -> Figures.significant(MILLIJOULES * joules)));
    row.add(energy.isResolved() ? millijoules(energy.joulesPerInference()) : UNRESOLVED);
    row.add(Figures.significant(energy.idleWatts()));
    for (double rate : definition.load().busyLevels()) {
      row.add(
          Figures.orNone(
              level(energy, rate),
              level -> Figures.significant(MILLIJOULES * level.joulesPerInference())));
    }
    row.add(
        Figures.orNone(energy.cpuMicrosPerInference(), cpu -> interval(cpu, Function.identity())));
    row.add(Figures.count(energy.voidBlocks()));
    return row;
  }

  private static List<Board> boards(Definition definition) {
    List<Board> boards = new ArrayList<>(List.of(Board.of(definition.board())));
    definition.otherBoards().stream()
        .map(Board::of)
        .filter(board -> !boards.contains(board))
        .forEach(boards::add);
    return boards;
  }

  private static Figure modelled(Board board, Figure cpuMicros) {
    double joulesPerMicro = board.slopeWatts() / board.cores() / MICROS_PER_SECOND;
    return new Figure(
        joulesPerMicro * cpuMicros.value(),
        joulesPerMicro * cpuMicros.low(),
        joulesPerMicro * cpuMicros.high());
  }

  private static Optional<EnergyByLoad.Level> level(EnergyByLoad energy, double rate) {
    return energy.levels().stream()
        .filter(level -> level.framesPerSecond() == rate && level.inferencesPerSecond() > 0)
        .findFirst();
  }

  private static Optional<EnergyByLoad> byLoad(ArmSummary arm) {
    return arm.energy().flatMap(Energy::byLoad);
  }

  private static String millijoules(Figure joules) {
    return interval(joules, value -> MILLIJOULES * value);
  }

  private static String interval(Figure figure, Function<Double, Double> unit) {
    return "%s [%s, %s]"
        .formatted(
            Figures.significant(unit.apply(figure.value())),
            Figures.significant(unit.apply(figure.low())),
            Figures.significant(unit.apply(figure.high())));
  }
}
