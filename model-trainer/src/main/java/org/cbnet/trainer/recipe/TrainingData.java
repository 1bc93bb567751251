package org.cbnet.trainer.recipe;

import java.io.IOException;
import java.util.Objects;
import org.cbnet.inference.bundle.Preprocessing;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.trainer.split.CommittedSplits;
import org.cbnet.trainer.split.TrainingSplit;
import org.cbnet.trainer.training.Examples;

/**
 * What a recipe may look at: training images in two parts, never test images.
 *
 * @param set the data set
 * @param source all its training images
 * @param training trained on
 * @param validation chosen on
 * @param splitSha256 of the file with the indices of the two parts
 */
public record TrainingData(
    KnownDataSet set,
    LabelledImages source,
    Examples training,
    Examples validation,
    String splitSha256) {
  /** How every network of this project takes its pixels. */
  public static final Preprocessing PREPROCESSING = Preprocessing.UNIT_RANGE;

  public TrainingData {
    Objects.requireNonNull(set, "set is null");
    Objects.requireNonNull(source, "source is null");
    Objects.requireNonNull(training, "training is null");
    Objects.requireNonNull(validation, "validation is null");
    Objects.requireNonNull(splitSha256, "splitSha256 is null");
  }

  /** Loads a data set's training images and splits them as committed. */
  public static TrainingData load(DataSets sets, KnownDataSet set) throws IOException {
    LabelledImages images = sets.trainOrPart(set);
    TrainingSplit split = CommittedSplits.of(set, images.size());
    return new TrainingData(
        set,
        images,
        new Examples(images, split.training(), PREPROCESSING),
        new Examples(images, split.validation(), PREPROCESSING),
        CommittedSplits.sha256(set, images.size()));
  }

  /** The same with only the first share of the images to train on, for short trials. */
  public TrainingData share(double share) {
    int images = Math.max(1, (int) Math.round(share * training.size()));
    return new TrainingData(set, source, training.first(images), validation, splitSha256);
  }
}
