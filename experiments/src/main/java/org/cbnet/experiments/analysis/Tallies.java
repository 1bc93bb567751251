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

  private record ImagesKey(String dataSet, String images) {}

  private final Definition definition;
  private final Map<Key, ArmTally> byArm = new HashMap<>();
  private final Map<ImagesKey, RightFrames> rightBySet = new HashMap<>();

  Tallies(Definition definition) {
    this.definition = definition;
  }

  /** Takes a part that is done. */
  void add(RunFolder run, Part part) throws IOException {
    RightFrames right = right(part.dataSet().id(), part.images().name());
    if (part.isAccuracy()) {
      CsvRows.FRAMES.read(run.frames(part), right::add);
      return;
    }
    CsvRows.FRAMES.read(
        run.frames(part),
        row -> {
          tally(part, row.link(), row.deviceSpeed(), row.arm()).add(part.jvm(), row);
          if (definition.accuracyFrames() == 0 && isPlain(row)) {
            right.add(row);
          }
        });
    CsvRows.ENERGY.read(
        run.countedEnergy(part),
        row -> tally(part, row.link(), row.deviceSpeed(), row.arm()).add(part.jvm(), row));
  }

  /** What was counted of an arm; empty where it has no row. */
  Optional<ArmTally> of(Condition condition, String arm) {
    return Optional.ofNullable(byArm.get(new Key(condition, arm)));
  }

  /** Which frames were right of the images that a condition shows. */
  RightFrames right(Condition condition) {
    return right(condition.dataSet(), condition.images());
  }

  private RightFrames right(String dataSet, String images) {
    return rightBySet.computeIfAbsent(new ImagesKey(dataSet, images), any -> new RightFrames());
  }

  // A network answers alike however fast the device is, so one condition's rows are enough.
  private boolean isPlain(FrameRow row) {
    return row.link().equals(definition.links().get(0))
        && row.deviceSpeed() == definition.deviceSpeeds().get(0);
  }

  private ArmTally tally(Part part, String link, double speed, String arm) {
    Condition condition = new Condition(part.dataSet().id(), part.images().name(), link, speed);
    return byArm.computeIfAbsent(
        new Key(condition, arm), any -> new ArmTally(definition, condition));
  }
}
