package org.cbnet.experiments.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.cbnet.experiments.definition.Arm;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.definition.Hypothesis;
import org.cbnet.experiments.definition.ImageChoice;
import org.cbnet.experiments.definition.Load;
import org.cbnet.experiments.definition.Schedule;
import org.cbnet.experiments.execution.Part;
import org.cbnet.experiments.execution.PartRecord;
import org.cbnet.experiments.execution.RunFolder;
import org.cbnet.experiments.rows.CsvRows;
import org.cbnet.experiments.rows.EnergyRow;
import org.cbnet.experiments.rows.FrameRow;
import org.cbnet.experiments.summary.ArmSummary;
import org.cbnet.experiments.summary.Conservation;
import org.cbnet.experiments.summary.EnergyByLoad;
import org.cbnet.experiments.summary.Environment;
import org.cbnet.experiments.summary.Summary;
import org.cbnet.experiments.summary.Verdict;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.strategy.StrategyName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures of rows whose figures are known. */
class AnalysisTest {
  private static final int JVMS = 6;
  private static final int FRAMES = 10;

  // Three joules above idling for ten inferences.
  private static final EnergyRow ENERGY =
      new EnergyRow(
          "none",
          1,
          0,
          0,
          "quick",
          0L,
          1,
          10,
          5,
          2.0,
          null,
          "model:rbp4b1.2-64",
          1L,
          null,
          null,
          null);

  @TempDir Path folder;
  private RunFolder run;

  @BeforeEach
  void begin() throws IOException {
    run = RunFolder.create(folder, "test-1");
  }

  @Test
  void figuresAreThoseOfTheRows() throws IOException {
    writeAccuracy();
    for (int jvm = 0; jvm < JVMS; jvm++) {
      write(jvm, "abc", rows());
    }

    Summary summary = new Analysis(run, definition()).summarise();

    assertThat(summary.problems()).isEmpty();
    ArmSummary slow = arm(summary, "slow");
    ArmSummary quick = arm(summary, "quick");
    // The first fifth of a turn took ten times as long and does not count.
    assertThat(slow.latency().orElseThrow().p50()).isEqualTo(100);
    assertThat(slow.latency().orElseThrow().p99()).isEqualTo(100);
    assertThat(quick.speedup().orElseThrow().value()).isCloseTo(4, within(1e-9));
    assertThat(quick.frames()).isEqualTo(JVMS * 2 * FRAMES);
    assertThat(quick.accuracy().orElseThrow().value()).isEqualTo(0.9);
    assertThat(slow.accuracy().orElseThrow().value()).isEqualTo(0.8);
    // Half of its frames have bytes; all have a cut.
    assertThat(quick.offloadRatio()).isEqualTo(0.5);
    assertThat(quick.bytesUpPerFrame()).isEqualTo(50);
    assertThat(quick.energy().orElseThrow().joulesPerInference()).isCloseTo(0.3, within(1e-9));
    assertThat(quick.energy().orElseThrow().isModelled()).isTrue();
    assertThat(summary.conservation().acknowledged()).isEqualTo(7 * 40);
  }

  @Test
  void aVerdictIsByTheDeclaredMargin() throws IOException {
    writeAccuracy();
    for (int jvm = 0; jvm < JVMS; jvm++) {
      write(jvm, "abc", rows());
    }

    List<Verdict> verdicts = new Analysis(run, definition()).summarise().verdicts();

    assertThat(verdicts)
        .extracting(verdict -> verdict.hypothesis().id())
        .containsExactly("three-times", "five-times", "as-accurate");
    assertThat(verdicts).extracting(Verdict::isShown).containsExactly(true, false, true);
    // Six processes of one sign, times the three verdicts.
    assertThat(verdicts.get(0).pValue()).isEqualTo(1.0 / 64);
    assertThat(verdicts.get(0).adjustedPValue()).isEqualTo(2.0 / 64);
  }

  @Test
  void whatHasNoFigureIsToldAndCountsAsNotShown() throws IOException {
    writeAccuracy();
    for (int jvm = 0; jvm < JVMS; jvm++) {
      // In one turn nothing was classified.
      List<FrameRow> rows = new ArrayList<>(rows());
      if (jvm == 0) {
        rows.removeIf(row -> row.arm().equals("quick") && row.round() == 1);
      }
      write(jvm, "abc", rows);
    }

    Summary summary = new Analysis(run, definition()).summarise();

    assertThat(summary.verdicts())
        .extracting(verdict -> verdict.hypothesis().id())
        .containsExactly("as-accurate");
    assertThat(summary.verdicts().get(0).adjustedPValue())
        .isEqualTo(3 * summary.verdicts().get(0).pValue());
    assertThat(summary.notMeasured())
        .anySatisfy(line -> assertThat(line).startsWith("speed-up of quick on fashion-mnist"))
        .anySatisfy(line -> assertThat(line).startsWith("hypothesis three-times on"))
        .anySatisfy(line -> assertThat(line).startsWith("hypothesis five-times on"));
    assertThat(arm(summary, "quick").speedup()).isEmpty();
  }

  @Test
  void twoBuildsAreNotOneRun() throws IOException {
    writeAccuracy();
    for (int jvm = 0; jvm < JVMS; jvm++) {
      write(jvm, jvm < 3 ? "abc" : "def", rows());
    }

    Summary summary = new Analysis(run, definition()).summarise();

    assertThat(summary.problems()).containsExactly("parts differ in commit: abc and def");
    assertThat(summary.verdicts()).isEmpty();
  }

  @Test
  void energyIsTheSlopeOverLevelsOfLoad() throws IOException {
    List<Double> levels = List.of(0.0, 5.0, 10.0, 20.0);
    writeAccuracy();
    for (int jvm = 0; jvm < JVMS; jvm++) {
      List<FrameRow> frames = new ArrayList<>();
      List<EnergyRow> energy = new ArrayList<>();
      for (int round = 0; round < 2; round++) {
        for (double level : levels) {
          for (String arm : List.of("slow", "quick")) {
            int micros = arm.equals("slow") ? 100 : 25;
            for (int i = 0; i < level * 2; i++) {
              frames.add(atLevel(row(arm, round, i, "f" + i, true, micros, 0), level));
            }
            // Two intervals of a second at 2 W, and 0.01 or 0.0025 J for each inference.
            for (int second = 0; second < 2; second++) {
              energy.add(interval(arm, round, level, 2 + level * micros / 10_000));
            }
          }
        }
      }
      write(jvm, "abc", frames, energy);
    }

    Summary summary = new Analysis(run, definition(new Load(levels, 2), List.of())).summarise();

    assertThat(summary.problems()).isEmpty();
    EnergyByLoad quick = arm(summary, "quick").energy().orElseThrow().byLoad().orElseThrow();
    EnergyByLoad slow = arm(summary, "slow").energy().orElseThrow().byLoad().orElseThrow();
    assertThat(quick.joulesPerInference().value()).isCloseTo(0.0025, within(1e-9));
    assertThat(slow.joulesPerInference().value()).isCloseTo(0.01, within(1e-9));
    assertThat(quick.idleWatts()).isCloseTo(2, within(1e-9));
    assertThat(quick.isResolved()).isTrue();
    // One of four cores at 4.534 W for all of them.
    assertThat(quick.kernelJoulesPerInference().orElseThrow())
        .isCloseTo(25e-6 * 4.5344 / 4, within(1e-9));
    assertThat(quick.cpuMicrosPerInference().orElseThrow().value()).isCloseTo(1_000, within(1e-3));
    assertThat(quick.levels()).hasSize(4);
    assertThat(quick.levels().get(2).inferencesPerSecond()).isEqualTo(10);
    assertThat(quick.levels().get(2).joulesPerInference()).isCloseTo(0.2025, within(1e-9));
    // Each level is compared within itself, and idling has no frame.
    assertThat(arm(summary, "quick").speedup().orElseThrow().value()).isCloseTo(4, within(1e-9));
  }

  private static FrameRow atLevel(FrameRow row, double level) {
    return new FrameRow(
        row.link(),
        row.deviceSpeed(),
        row.session(),
        row.round(),
        row.arm(),
        row.position(),
        row.sequence(),
        row.frame(),
        row.trueLabel(),
        row.predictedLabel(),
        row.failure(),
        row.confidence(),
        row.exit(),
        row.cut(),
        row.preprocessNanos(),
        row.convertNanos(),
        row.edgeNanos(),
        row.encodeNanos(),
        row.networkNanos(),
        row.cloudNanos(),
        row.totalNanos(),
        row.bytesUp(),
        row.bytesDown(),
        row.fellBack(),
        level);
  }

  private static EnergyRow interval(String arm, int round, double level, double joules) {
    return new EnergyRow(
        "none",
        1,
        0,
        round,
        arm,
        0L,
        1_000_000_000L,
        (long) level,
        joules,
        2.0,
        null,
        "model:rbp4b1.2-64",
        (long) (1_000_000 * level),
        null,
        false,
        level);
  }

  private void writeAccuracy() throws IOException {
    List<FrameRow> rows = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      rows.add(row("slow", 0, i, "f" + i, i % 10 < 8, 100, 0));
      rows.add(row("quick", 0, i, "f" + i, i % 10 < 9, 25, 0));
    }
    write(Part.ACCURACY, "abc", rows);
  }

  private static List<FrameRow> rows() {
    List<FrameRow> rows = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < FRAMES; i++) {
        int settling = i < FRAMES / 5 ? 10 : 1;
        rows.add(row("slow", round, i, "f" + i, true, 100 * settling, 0));
        rows.add(row("quick", round, i, "f" + i, true, 25 * settling, i % 2 == 0 ? 100 : 0));
      }
    }
    return rows;
  }

  private static FrameRow row(
      String arm, int round, int position, String frame, boolean right, int micros, int bytesUp) {
    return new FrameRow(
        "none",
        1,
        0,
        round,
        arm,
        position,
        position,
        frame,
        1,
        right ? 1 : 2,
        null,
        0.9f,
        "final",
        "input",
        null,
        null,
        null,
        null,
        null,
        null,
        1_000L * micros,
        bytesUp,
        0,
        false,
        null);
  }

  private void write(int jvm, String commit, List<FrameRow> rows) throws IOException {
    write(jvm, commit, rows, List.of(ENERGY));
  }

  private void write(int jvm, String commit, List<FrameRow> rows, List<EnergyRow> energy)
      throws IOException {
    Part part = new Part(KnownDataSet.FASHION_MNIST, ImageChoice.ALL, jvm);
    CsvRows.FRAMES.write(run.frames(part), rows);
    CsvRows.ENERGY.write(run.energy(part), energy);
    PartRecord record =
        new PartRecord(
            "2026-11-30T20:00:00Z",
            1,
            1_000,
            Map.of("slow", "lenet", "quick", "cbnet"),
            new Environment("p", 2, "amd64", "k", "17", "1", commit, "1.26.0", "none", 0, 0),
            new Conservation(40, 40, 40, 0, 0, 0),
            List.of());
    Files.writeString(
        run.folder().resolve("parts").resolve(part.name() + ".json"),
        new ObjectMapper().writeValueAsString(record));
  }

  private static ArmSummary arm(Summary summary, String name) {
    return summary.conditions().get(0).arms().stream()
        .filter(arm -> arm.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Definition definition() {
    return definition(
        Load.AS_FAST_AS_POSSIBLE,
        List.of(
            hypothesis("three-times", Hypothesis.Kind.FASTER, 3),
            hypothesis("five-times", Hypothesis.Kind.FASTER, 5),
            hypothesis("as-accurate", Hypothesis.Kind.NOT_LESS_ACCURATE, 0.02)));
  }

  private static Definition definition(Load load, List<Hypothesis> hypotheses) {
    return new Definition(
        "test",
        "Is it?",
        List.of(KnownDataSet.FASHION_MNIST),
        List.of(ImageChoice.ALL),
        1_000,
        List.of(
            new Arm("slow", StrategyName.EDGE_FULL, "lenet", OptionalDouble.empty()),
            new Arm("quick", StrategyName.CBNET, "cbnet", OptionalDouble.empty())),
        "slow",
        List.of("none"),
        List.of(1.0),
        3,
        "rbp4b1.2-64",
        "model",
        List.of(),
        load,
        new Schedule(JVMS, 1, 2, FRAMES, 0),
        hypotheses,
        List.of(),
        1);
  }

  private static Hypothesis hypothesis(String id, Hypothesis.Kind kind, double margin) {
    return new Hypothesis(id, kind, "quick", "slow", "fashion-mnist", margin);
  }
}
