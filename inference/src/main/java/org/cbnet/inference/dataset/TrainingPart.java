package org.cbnet.inference.dataset;

import java.util.Optional;

/**
 * A part of a data set's training images that is in circulation where the whole is not.
 *
 * @param set that it is a part of
 * @param images file name
 * @param labels file name
 */
record TrainingPart(KnownDataSet set, String images, String labels) {
  private static final TrainingPart KMNIST_7011 =
      new TrainingPart(
          KnownDataSet.KMNIST, "train7011-images-idx3-ubyte.gz", "train7011-labels-idx1-ubyte.gz");

  /** The part of a data set that is known, if any. */
  static Optional<TrainingPart> of(KnownDataSet set) {
    return set == KnownDataSet.KMNIST ? Optional.of(KMNIST_7011) : Optional.empty();
  }
}
