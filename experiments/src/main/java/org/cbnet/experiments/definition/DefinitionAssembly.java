package org.cbnet.experiments.definition;

import java.util.List;
import org.cbnet.inference.dataset.KnownDataSet;

/** Makes a definition of a file that is as the schema says, and tells what of it can't be run. */
final class DefinitionAssembly {
  private static final int LEAST_FRAMES_OF_A_BLOCK = 5;

  private final Bundles bundles;
  private final Problems problems;

  DefinitionAssembly(Bundles bundles, Problems problems) {
    this.bundles = bundles;
    this.problems = problems;
  }

  /** The definition; without what the problems tell. */
  Definition assemble(Entry top) {
    List<KnownDataSet> dataSets =
        top.at("data-sets").items().stream().map(set -> KnownDataSet.of(set.text())).toList();
    List<WrittenArm> written = top.at("arms").items().stream().map(WrittenArm::of).toList();
    List<String> names = written.stream().map(WrittenArm::name).toList();
    ArmNames armNames = new ArmNames(names, problems);
    armNames.checkUnique(written);
    armNames.check(top.at("baseline"));
    ArmAssembly assembly = new ArmAssembly(bundles, dataSets, problems);
    List<Arm> arms = written.stream().flatMap(arm -> assembly.arm(arm).stream()).toList();
    Definition definition =
        new Definition(
            top.at("name").text(),
            top.at("question").text(),
            dataSets,
            images(top),
            top.at("accuracy-frames").wholeNumber(),
            arms,
            top.at("baseline").text(),
            top.at("links").items().stream().map(Entry::text).toList(),
            top.at("device-speeds").items().stream().map(it -> it.value().doubleValue()).toList(),
            top.at("deadline-seconds").value().doubleValue(),
            top.at("board").text(),
            top.at("meter").text(),
            top.at("other-boards").items().stream().map(Entry::text).toList(),
            load(top.at("load")),
            schedule(top.at("schedule")),
            new HypothesisAssembly(armNames, dataSets, problems).hypotheses(top),
            top.at("agents").items().stream().map(Entry::text).toList(),
            top.at("seed").value().longValue());
    new Combinations(top, problems).check(definition, arms.size() == written.size());
    if (definition.steersDevices()) {
      new DeviceCombinations(top, problems).check(definition);
    }
    return definition;
  }

  private static List<ImageChoice> images(Entry top) {
    int mostPerClass = top.at("most-per-class").wholeNumber();
    return top.at("images").items().stream()
        .map(name -> ImageChoice.named(name.text(), mostPerClass))
        .toList();
  }

  private Load load(Entry load) {
    Entry pace = load.at("frames-per-second");
    Entry levels = load.at("levels");
    if (pace.isGiven() && levels.isGiven()) {
      problems.refuse(levels, "can't be given beside frames-per-second", "give one of the two");
    } else if (pace.isGiven()) {
      return Load.paced(pace.value().doubleValue());
    } else if (levels.isGiven()) {
      return levels(levels, load.at("block-seconds").value().doubleValue());
    } else if (load.value().isObject()) {
      problems.refuse(load.place(), "is an empty map", "give frames-per-second or levels");
    }
    return Load.AS_FAST_AS_POSSIBLE;
  }

  // What an inference takes is the slope above idling.
  private Load levels(Entry levels, double blockSeconds) {
    List<Double> rates = levels.items().stream().map(level -> level.value().doubleValue()).toList();
    if (!rates.contains(0.0)) {
      problems.refuse(levels, "has no idle level", "add 0");
    }
    for (Entry level : levels.items()) {
      double rate = level.value().doubleValue();
      if (rate > 0 && rate * blockSeconds < LEAST_FRAMES_OF_A_BLOCK) {
        problems.refuse(
            level,
            "has fewer than %d frames in a block".formatted(LEAST_FRAMES_OF_A_BLOCK),
            "raise it, or block-seconds");
      }
    }
    return new Load(rates, blockSeconds);
  }

  private static Schedule schedule(Entry schedule) {
    return new Schedule(
        schedule.at("jvms").wholeNumber(),
        schedule.at("sessions").wholeNumber(),
        schedule.at("rounds").wholeNumber(),
        schedule.at("frames").wholeNumber(),
        schedule.at("warm-up-frames").wholeNumber());
  }
}
