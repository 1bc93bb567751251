package org.cbnet.experiments.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.definition.ImageChoice;
import org.cbnet.inference.dataset.KnownDataSet;

/**
 * What one agent process or device does of a run, and what is lost where the run is killed: a part
 * is done again or not at all.
 *
 * @param dataSet whose images are shown
 * @param images which of them
 * @param jvm number of the process or device among those that are timed, from 0; {@link #ACCURACY}
 *     for the one that shows every image once
 * @param agent id of the device; empty for a process of this machine
 */
public record Part(KnownDataSet dataSet, ImageChoice images, int jvm, Optional<String> agent) {
  /** In place of a number: every image once, nothing is timed. */
  public static final int ACCURACY = -1;

  /** Of a process of this machine. */
  public Part(KnownDataSet dataSet, ImageChoice images, int jvm) {
    this(dataSet, images, jvm, Optional.empty());
  }

  /** Parts of a run in their order. */
  public static List<Part> of(Definition definition) {
    List<Part> parts = new ArrayList<>();
    for (KnownDataSet dataSet : definition.dataSets()) {
      for (ImageChoice images : definition.images()) {
        if (definition.accuracyFrames() > 0) {
          parts.add(new Part(dataSet, images, ACCURACY));
        }
        for (int jvm = 0; jvm < definition.replicates(); jvm++) {
          parts.add(new Part(dataSet, images, jvm, agent(definition, jvm)));
        }
      }
    }
    return parts;
  }

  private static Optional<String> agent(Definition definition, int number) {
    return definition.steersDevices()
        ? Optional.of(definition.agents().get(number))
        : Optional.empty();
  }

  /** Whether every image is shown once, and nothing is timed. */
  public boolean isAccuracy() {
    return jvm == ACCURACY;
  }

  /** For files, devices and people. */
  public String name() {
    String replicate = agent.orElseGet(() -> isAccuracy() ? "accuracy" : "jvm" + (jvm + 1));
    return set() + "-" + replicate;
  }

  /** Names the images. */
  String set() {
    return ImageChoice.setOf(dataSet, images);
  }
}
