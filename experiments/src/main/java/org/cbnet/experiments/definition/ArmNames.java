package org.cbnet.experiments.definition;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names of a definition's arms, by which baseline and hypotheses speak of them. */
final class ArmNames {
  private final List<String> names;
  private final Problems problems;

  ArmNames(List<String> names, Problems problems) {
    this.names = List.copyOf(names);
    this.problems = problems;
  }

  /** Refuses a name that two arms have. */
  void checkUnique(List<WrittenArm> arms) {
    Set<String> seen = new HashSet<>();
    for (WrittenArm arm : arms) {
      if (!arm.name().isEmpty() && !seen.add(arm.name())) {
        problems.refuse(
            arm.nameEntry(),
            "is the second arm of the name " + arm.name(),
            "give it a name of its own");
      }
    }
  }

  /** Refuses what names no arm. */
  void check(Entry name) {
    if (!names.contains(name.text())) {
      problems.refuse(name, "is not the name of an arm", Nearest.remedy(name.text(), names));
    }
  }
}
