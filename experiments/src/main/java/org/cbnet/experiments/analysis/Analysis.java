package org.cbnet.experiments.analysis;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.cbnet.experiments.definition.Arm;
import org.cbnet.experiments.definition.Condition;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.definition.ImageChoice;
import org.cbnet.experiments.energy.ModelledEnergy;
import org.cbnet.experiments.execution.Part;
import org.cbnet.experiments.execution.PartRecord;
import org.cbnet.experiments.execution.RunFolder;
import org.cbnet.experiments.method.Proportion;
import org.cbnet.experiments.paper.PaperTimes;
import org.cbnet.experiments.summary.ArmSummary;
import org.cbnet.experiments.summary.ConditionSummary;
import org.cbnet.experiments.summary.Conservation;
import org.cbnet.experiments.summary.Environment;
import org.cbnet.experiments.summary.Figure;
import org.cbnet.experiments.summary.Summary;
import org.cbnet.experiments.summary.Verdict;
import org.cbnet.inference.dataset.KnownDataSet;

/** Makes a run's summary from what it left in its folder. One thread. */
public final class Analysis {
  private final RunFolder run;
  private final Definition definition;
  private final Map<String, String> networks = new HashMap<>();
  private final Tallies tallies;
  private final List<String> problems = new ArrayList<>();
  private final List<String> notMeasured = new ArrayList<>();

  public Analysis(RunFolder run, Definition definition) {
    this.run = run;
    this.definition = definition;
    this.tallies = new Tallies(definition);
  }

  /**
   * Reads all rows and tests the hypotheses.
   *
   * @throws IOException where no part is done, or a file can't be read
   */
  public Summary summarise() throws IOException {
    List<PartRecord> records = readParts();
    if (records.isEmpty()) {
      throw new IOException("run %s has no part that is done: resume it".formatted(run.runId()));
    }
    List<ConditionSummary> conditions = new ArrayList<>();
    for (KnownDataSet dataSet : definition.dataSets()) {
      for (Condition condition : definition.conditions(dataSet)) {
        conditions.add(condition(condition));
      }
    }
    checkSame("processor", records, Environment::processor);
    checkSame("commit", records, Environment::commit);
    checkSame("JDK", records, Environment::jdk);
    checkSame("ONNX Runtime", records, Environment::onnxRuntime);
    return new Summary(
        run.runId(),
        definition,
        Instant.parse(records.get(0).started()),
        records.stream().mapToDouble(PartRecord::seconds).sum(),
        environment(records),
        records.stream()
            .map(PartRecord::conservation)
            .reduce(new Conservation(0, 0, 0, 0, 0, 0), Conservation::plus),
        conditions,
        paperTimes(),
        run.alignments(),
        // A run with a failed check claims nothing.
        problems.isEmpty() ? verdicts() : List.of(),
        problems,
        notMeasured);
  }

  private List<PaperTimes> paperTimes() throws IOException {
    List<PaperTimes> times = new ArrayList<>();
    for (KnownDataSet dataSet : definition.dataSets()) {
      run.paperTimes(dataSet).ifPresent(times::add);
    }
    return times;
  }

  private List<PartRecord> readParts() throws IOException {
    List<PartRecord> records = new ArrayList<>();
    for (Part part : Part.of(definition)) {
      Optional<PartRecord> record = run.read(part);
      if (record.isEmpty()) {
        problems.add("part %s is not done: resume the run".formatted(part.name()));
        continue;
      }
      records.add(record.get());
      networks.putAll(record.get().networks());
      record.get().problems().forEach(each -> problems.add(part.name() + ": " + each));
      if (part.isAccuracy()
          && part.images().equals(ImageChoice.ALL)
          && record.get().images() < definition.accuracyFrames()) {
        notMeasured.add(
            "accuracy on %d images of %s: %d were at hand"
                .formatted(
                    definition.accuracyFrames(), part.dataSet().id(), record.get().images()));
      }
      tallies.add(run, part);
    }
    return records;
  }

  private List<Verdict> verdicts() {
    Verdicts verdicts = new Verdicts(definition, tallies);
    List<Verdict> all = verdicts.all();
    notMeasured.addAll(verdicts.untested());
    return all;
  }

  // A run that was resumed on another machine or build is two runs.
  private void checkSame(
      String what, List<PartRecord> records, Function<Environment, String> value) {
    List<String> found =
        records.stream().map(record -> value.apply(record.environment())).distinct().toList();
    if (found.size() > 1) {
      problems.add("parts differ in %s: %s".formatted(what, String.join(" and ", found)));
    }
  }

  // That of the first part, and the mean of what changes.
  private static Environment environment(List<PartRecord> records) {
    Environment first = records.get(0).environment();
    return new Environment(
        first.processor(),
        first.cores(),
        first.architecture(),
        first.kernel(),
        first.jdk(),
        first.productVersion(),
        first.commit(),
        first.onnxRuntime(),
        first.governor(),
        first.load1Minute(),
        records.stream()
            .mapToDouble(record -> record.environment().stealShare())
            .average()
            .orElse(0));
  }

  private ConditionSummary condition(Condition condition) {
    List<ArmSummary> arms = new ArrayList<>();
    for (Arm arm : definition.arms()) {
      Optional<ArmTally> tally = tallies.of(condition, arm.name());
      if (tally.isPresent()) {
        if (!tally.get().times().isWhole()) {
          notMeasured.add(
              "speed-up of %s %s: a turn has no frame that counts"
                  .formatted(arm.name(), Where.of(condition)));
        }
        arms.add(arm(condition, arm, tally.get()));
      } else {
        notMeasured.add("%s %s: it has no frame".formatted(arm.name(), Where.of(condition)));
      }
    }
    return new ConditionSummary(condition, definition.baseline(), arms);
  }

  private ArmSummary arm(Condition condition, Arm arm, ArmTally tally) {
    RightFrames right = tallies.right(condition);
    Optional<Figure> accuracy =
        right.has(arm.name())
            ? Optional.of(Proportion.wilson(right.right(arm.name()), right.frames(arm.name())))
            : Optional.empty();
    return new ArmSummary(
        arm.name(),
        arm.strategy().id(),
        networks.get(arm.name()),
        tally.frames(),
        tally.failed(),
        accuracy.isPresent() ? right.frames(arm.name()) : 0,
        accuracy,
        tally.latency(),
        speedup(condition, arm, false),
        speedup(condition, arm, true),
        tally.exitRatio(),
        tally.offloadRatio(),
        tally.fallbackRatio(),
        tally.bytesUpPerFrame(),
        tally.bytesDownPerFrame(),
        tally.energy(baselineEnergy(condition, arm)));
  }

  private Optional<ModelledEnergy> baselineEnergy(Condition condition, Arm arm) {
    return arm.name().equals(definition.baseline())
        ? Optional.empty()
        : tallies.of(condition, definition.baseline()).flatMap(ArmTally::modelled);
  }

  private Optional<Figure> speedup(Condition condition, Arm arm, boolean byMean) {
    return Pairs.of(tallies, condition, definition.baseline(), arm.name(), byMean)
        .map(rounds -> rounds.speedup(definition.seed()));
  }
}
