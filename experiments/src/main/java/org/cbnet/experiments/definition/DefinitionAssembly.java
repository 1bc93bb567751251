package org.cbnet.experiments.definition;

import java.util.List;
import java.util.OptionalDouble;
import org.cbnet.inference.dataset.KnownDataSet;

/** Makes a definition of a file that is as the schema says, and tells what of it can't be run. */
final class DefinitionAssembly {
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
            top.at("board").text(),
            framesPerSecond(top.at("load")),
            schedule(top.at("schedule")),
            new HypothesisAssembly(armNames, dataSets, problems).hypotheses(top),
            top.at("seed").value().longValue());
    new Combinations(top, problems).check(definition, arms.size() == written.size());
    return definition;
  }

  private static List<ImageChoice> images(Entry top) {
    int mostPerClass = top.at("most-per-class").wholeNumber();
    return top.at("images").items().stream()
        .map(name -> ImageChoice.named(name.text(), mostPerClass))
        .toList();
  }

  private static OptionalDouble framesPerSecond(Entry load) {
    Entry pace = load.at("frames-per-second");
    return pace.isGiven() ? OptionalDouble.of(pace.value().doubleValue()) : OptionalDouble.empty();
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
