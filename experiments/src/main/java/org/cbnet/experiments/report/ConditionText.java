package org.cbnet.experiments.report;

import org.cbnet.experiments.definition.Condition;
import org.cbnet.experiments.definition.ImageChoice;

/** A condition in words. */
final class ConditionText {
  private ConditionText() {}

  static String of(Condition condition) {
    return "%s, %s, %s"
        .formatted(
            images(condition.dataSet(), condition.images()),
            link(condition.link()),
            speed(condition.deviceSpeed()));
  }

  /** A data set and what is shown of it. */
  static String images(String dataSet, String choice) {
    return choice.equals(ImageChoice.ALL.name()) ? dataSet : dataSet + " " + choice;
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
