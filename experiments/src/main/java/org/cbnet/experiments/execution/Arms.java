package org.cbnet.experiments.execution;

import java.util.Locale;
import org.cbnet.experiments.definition.Condition;

/** Names of arms in an agent, where an arm under another condition is another arm. */
final class Arms {
  private Arms() {}

  /** No link, this machine's own speed: for what depends on neither. */
  static Condition plain(Part part) {
    return new Condition(part.dataSet().id(), part.images().name(), Condition.NO_LINK, 1);
  }

  /** Unique within an agent, and a file's name. */
  static String id(Condition condition, String arm) {
    return String.format(
        Locale.ROOT, "%s-%s-%s", condition.link(), speed(condition.deviceSpeed()), arm);
  }

  private static String speed(double factor) {
    return factor == Math.rint(factor) ? Long.toString((long) factor) : Double.toString(factor);
  }
}
