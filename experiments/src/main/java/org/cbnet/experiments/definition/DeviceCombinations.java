package org.cbnet.experiments.definition;

/** What devices elsewhere can't do, or not know of. */
final class DeviceCombinations {
  private final Entry top;
  private final Problems problems;

  DeviceCombinations(Entry top, Problems problems) {
    this.top = top;
    this.problems = problems;
  }

  /** Tells the problems what of a definition devices can't be steered to. */
  void check(Definition definition) {
    if (definition.dataSets().size() > 1) {
      problems.refuse(
          top.at("data-sets").place(),
          "a device shows the frames of one data set, the one of its source",
          "name that one");
    }
    only("images", "a device shows what its source has", ImageChoice.ALL.name());
    only("links", "a device has the link that it has", Condition.NO_LINK);
    for (Entry speed : top.at("device-speeds").items()) {
      if (speed.value().doubleValue() != 1) {
        refuse(speed, "device-speeds", "a device has the speed that it has");
      }
    }
    if (definition.accuracyFrames() > 0) {
      problems.refuse(
          top.at("accuracy-frames"),
          "a device can't be told to show each image once",
          "give 0: accuracy is that of the timed frames then");
    }
    if (!definition.load().hasLevels()) {
      problems.refuse(
          top.at("load"),
          "a device is measured by time, in blocks of steady load",
          "give levels and block-seconds");
    }
  }

  private void only(String key, String why, String value) {
    for (Entry entry : top.at(key).items()) {
      if (!entry.text().equals(value)) {
        refuse(entry, key, why);
      }
    }
  }

  private void refuse(Entry entry, String key, String why) {
    problems.refuse(entry, why, "leave %s out".formatted(key));
  }
}
