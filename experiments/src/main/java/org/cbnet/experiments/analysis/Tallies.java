package org.cbnet.experiments.analysis;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.cbnet.experiments.definition.Condition;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.execution.Part;
import org.cbnet.experiments.execution.RunFolder;
import org.cbnet.experiments.rows.CsvRows;
import org.cbnet.experiments.rows.FrameRow;

/** The rows of a run's parts, counted. One thread. */
final class Tallies {
  private record Key(Condition condition, String arm) {}

  private final Definition definition;
  private final Map<Key, ArmTally> byArm = new HashMap<>();
  private final Map<String, RightFrames> rightByDataSet = new HashMap<>();

  Tallies(Definition definition) {
    this.definition = definition;
  }

  /** Takes a part that is done. */
  void add(RunFolder run, Part part) throws IOException {
    String dataSet = part.dataSet().id();
    if (part.isAccuracy()) {
      RightFrames right = rightByDataSet.computeIfAbsent(dataSet, any -> new RightFrames());
      CsvRows.FRAMES.read(run.frames(part), right::add);
      return;
    }
    CsvRows.FRAMES.read(
        run.frames(part),
        row -> tally(dataSet, row.link(), row.deviceSpeed(), row.arm()).add(part.jvm(), row));
    if (definition.accuracyFrames() == 0) {
      RightFrames right = rightByDataSet.computeIfAbsent(dataSet, any -> new RightFrames());
      CsvRows.FRAMES.read(run.frames(part), row -> addPlain(right, row));
    }
    CsvRows.ENERGY.read(
        run.energy(part), row -> tally(dataSet, row.link(), row.deviceSpeed(), row.arm()).add(row));
  }

  /** What was counted of an arm; empty where it has no row. */
  Optional<ArmTally> of(Condition condition, String arm) {
    return Optional.ofNullable(byArm.get(new Key(condition, arm)));
  }

  /** Which frames of a data set were right. */
  RightFrames right(String dataSet) {
    return rightByDataSet.computeIfAbsent(dataSet, any -> new RightFrames());
  }

  // A network answers alike however fast the device is, so one condition's rows are enough.
  private void addPlain(RightFrames right, FrameRow row) {
    if (row.link().equals(definition.links().get(0))
        && row.deviceSpeed() == definition.deviceSpeeds().get(0)) {
      right.add(row);
    }
  }

  private ArmTally tally(String dataSet, String link, double speed, String arm) {
    return byArm.computeIfAbsent(
        new Key(new Condition(dataSet, link, speed), arm),
        any -> new ArmTally(definition.schedule()));
  }
}
