package org.cbnet.experiments.execution;

import java.util.ArrayList;
import java.util.List;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.definition.ImageChoice;
import org.cbnet.inference.dataset.KnownDataSet;

/**
 * What one agent process does of a run, and what is lost where the run is killed: a part is done
 * again or not at all.
 *
 * @param dataSet whose images are shown
 * @param images which of them
 * @param jvm number of the process among those that are timed, from 0; {@link #ACCURACY} for the
 *     one that shows every image once
 */
public record Part(KnownDataSet dataSet, ImageChoice images, int jvm) {
  /** In place of a number: every image once, nothing is timed. */
  public static final int ACCURACY = -1;

  /** Parts of a run in their order. */
  public static List<Part> of(Definition definition) {
    List<Part> parts = new ArrayList<>();
    for (KnownDataSet dataSet : definition.dataSets()) {
      for (ImageChoice images : definition.images()) {
        if (definition.accuracyFrames() > 0) {
          parts.add(new Part(dataSet, images, ACCURACY));
        }
        for (int jvm = 0; jvm < definition.schedule().jvms(); jvm++) {
          parts.add(new Part(dataSet, images, jvm));
        }
      }
    }
    return parts;
  }

  /** Whether every image is shown once, and nothing is timed. */
  public boolean isAccuracy() {
    return jvm == ACCURACY;
  }

  /** For files, devices and people. */
  public String name() {
    return set() + (isAccuracy() ? "-accuracy" : "-jvm" + (jvm + 1));
  }

  /** Names the images. */
  String set() {
    return images.equals(ImageChoice.ALL) ? dataSet.id() : dataSet.id() + "-" + images.name();
  }
}
