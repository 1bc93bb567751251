package org.cbnet.trainer;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.trainer.recipe.TrainingData;
import org.cbnet.trainer.training.Examples;

/** A few made-up images that a network learns within seconds: each class has its bright band. */
public final class TinyData {
  private static final int SIDE = 28;
  private static final int CLASSES = 10;

  private TinyData() {}

  /** Noise with a bright band of 5 rows or columns whose place tells the class. */
  public static LabelledImages images(int count) {
    RandomGenerator random = new SplittableRandom(7);
    byte[] pixels = new byte[count * SIDE * SIDE];
    random.nextBytes(pixels);
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      int label = i % CLASSES;
      labels[i] = (byte) label;
      for (int at = 0; at < SIDE * SIDE; at++) {
        int row = at / SIDE;
        int column = at % SIDE;
        boolean bright = (label < 5 ? row : column) / 5 == label % 5;
        int index = i * SIDE * SIDE + at;
        pixels[index] = bright ? (byte) 255 : (byte) ((pixels[index] & 0xff) / 8);
      }
    }
    return new LabelledImages("mnist", "train", "made up", SIDE, SIDE, pixels, labels);
  }

  /** Enough to train on; digits' rules, so nothing is mirrored. */
  public static TrainingData data() {
    LabelledImages images = images(400);
    return new TrainingData(
        KnownDataSet.MNIST,
        images,
        examples(images, 0, 320),
        examples(images, 320, 400),
        "made up");
  }

  public static Examples examples(LabelledImages images, int from, int to) {
    return new Examples(images, IntStream.range(from, to).toArray(), TrainingData.PREPROCESSING);
  }
}
