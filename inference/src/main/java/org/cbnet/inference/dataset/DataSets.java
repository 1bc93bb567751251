package org.cbnet.inference.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.cbnet.inference.dataset.IdxFile.Content;

/** Loads data sets into memory from where {@link DataSetLocator} finds them. */
public final class DataSets {
  private static final String SAMPLE = "sample/";

  private final DataSetLocator locator;

  public DataSets(DataSetLocator locator) {
    this.locator = locator;
  }

  /** The whole test set, in official order. */
  public LabelledImages test(KnownDataSet set) throws IOException {
    Path folder =
        locator
            .findTest(set)
            .orElseThrow(() -> new DataSetNotFoundException(set, "test", locator.roots()));
    return load(set, folder, DataSetFile.TEST_IMAGES, DataSetFile.TEST_LABELS, "t10k");
  }

  /** The whole training set, in official order. */
  public LabelledImages train(KnownDataSet set) throws IOException {
    Path folder =
        locator
            .findTrain(set)
            .orElseThrow(() -> new DataSetNotFoundException(set, "training", locator.roots()));
    return load(set, folder, DataSetFile.TRAIN_IMAGES, DataSetFile.TRAIN_LABELS, "train");
  }

  /**
   * The whole training set, or the part of it that is known and at hand: of KMNIST 7,011 images.
   * {@link LabelledImages#size()} says which.
   */
  public LabelledImages trainOrPart(KnownDataSet set) throws IOException {
    Optional<TrainingPart> part = TrainingPart.of(set);
    if (locator.findTrain(set).isEmpty() && part.isPresent()) {
      Optional<Path> folder = locator.find(part.get());
      if (folder.isPresent()) {
        return labelled(
            set,
            "train",
            folder.get().toString(),
            IdxFile.read(
                folder.get().resolve(part.get().images()), DataSetFile.TRAIN_IMAGES.dimensions()),
            IdxFile.read(
                folder.get().resolve(part.get().labels()), DataSetFile.TRAIN_LABELS.dimensions()));
      }
    }
    return train(set);
  }

  /**
   * The test set, or, for Fashion-MNIST where no full set is at hand, the shipped sample of its
   * first 1,000 test images; {@link LabelledImages#origin()} says which.
   */
  public LabelledImages testOrSample(KnownDataSet set) throws IOException {
    if (set == KnownDataSet.FASHION_MNIST && locator.findTest(set).isEmpty()) {
      return sample();
    }
    return test(set);
  }

  /** The first 1,000 Fashion-MNIST test images, shipped with this module. */
  public static LabelledImages sample() throws IOException {
    KnownDataSet set = KnownDataSet.FASHION_MNIST;
    return labelled(
        set,
        "t10k",
        "the sample of 1,000 test images shipped with the product",
        resource(DataSetFile.TEST_IMAGES),
        resource(DataSetFile.TEST_LABELS));
  }

  private static LabelledImages load(
      KnownDataSet set, Path folder, DataSetFile images, DataSetFile labels, String split)
      throws IOException {
    return labelled(
        set,
        split,
        folder.toString(),
        IdxFile.read(folder.resolve(images.fileName()), images.dimensions()),
        IdxFile.read(folder.resolve(labels.fileName()), labels.dimensions()));
  }

  private static LabelledImages labelled(
      KnownDataSet set, String split, String origin, Content images, Content labels)
      throws IdxFormatException {
    if (images.sizes()[0] != labels.sizes()[0]) {
      throw new IdxFormatException(
          origin + ": labels", 4, images.sizes()[0] + " labels", "" + labels.sizes()[0]);
    }
    byte[] values = labels.data();
    for (int i = 0; i < values.length; i++) {
      if (values[i] < 0 || values[i] >= set.classes().size()) {
        throw new IdxFormatException(
            origin + ": labels",
            8L + i,
            "a class below " + set.classes().size(),
            "" + Byte.toUnsignedInt(values[i]));
      }
    }
    return new LabelledImages(
        set.id(), split, origin, images.sizes()[1], images.sizes()[2], images.data(), values);
  }

  private static Content resource(DataSetFile file) throws IOException {
    String name = SAMPLE + file.fileName();
    try (InputStream in = DataSets.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the shipped sample lacks " + name);
      }
      return IdxFile.read(in, name, file.dimensions());
    }
  }
}
