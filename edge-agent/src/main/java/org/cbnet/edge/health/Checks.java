package org.cbnet.edge.health;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.cbnet.edge.health.Finding.Weight;

/** The checks of all parts. Safe for several threads. */
final class Checks {
  private final List<Check> checks = new CopyOnWriteArrayList<>();

  void add(String name, Weight weight, HealthCheck check) {
    checks.add(new Check(name, weight, check));
  }

  /** Every check's answer, in the order they were added. */
  List<Finding> findings() {
    return checks.stream().map(Check::ask).toList();
  }

  private record Check(String name, Weight weight, HealthCheck check) {
    private Finding ask() {
      Optional<String> problem;
      try {
        problem = check.problem();
      } catch (RuntimeException e) {
        // A check that fails has found something, if not what it looked for.
        problem = Optional.of("the check failed: " + e);
      }
      return new Finding(name, weight, problem.orElse(""));
    }
  }
}
