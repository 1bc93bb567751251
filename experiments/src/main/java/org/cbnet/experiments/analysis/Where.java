package org.cbnet.experiments.analysis;

import java.util.Locale;
import org.cbnet.experiments.definition.Condition;

/** A condition as reasons name it. */
final class Where {
  private Where() {}

  static String of(Condition condition) {
    return String.format(
        Locale.ROOT,
        "on %s, images %s, link %s, speed 1/%.0f",
        condition.dataSet(),
        condition.images(),
        condition.link(),
        condition.deviceSpeed());
  }
}
