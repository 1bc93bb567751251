package org.cbnet.experiments.report;

import org.cbnet.experiments.definition.Condition;

/** A condition in words. */
final class ConditionText {
  private ConditionText() {}

  static String of(Condition condition) {
    return "%s, %s, %s"
        .formatted(condition.dataSet(), link(condition.link()), speed(condition.deviceSpeed()));
  }

  static String link(String link) {
    return link.equals(Condition.NO_LINK) ? "no link" : "link " + link;
  }

  static String speed(double deviceSpeed) {
    if (deviceSpeed == 1) {
      return "this machine's own speed";
    }
    return "device taking %s times as long (emulated)".formatted(Figures.plain(deviceSpeed));
  }
}
