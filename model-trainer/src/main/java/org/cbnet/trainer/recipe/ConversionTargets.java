package org.cbnet.trainer.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.cbnet.trainer.labelling.Difficulty;
import org.cbnet.trainer.training.Examples;
import org.cbnet.trainer.training.ImageTarget;
import org.cbnet.trainer.training.Seed;

/** Makes what converted images are to be like, in their own size. */
final class ConversionTargets {
  /** Of each class, the nearest easy image is sought among so many of the easiest. */
  private static final int CANDIDATES = 500;

  private final TrainingData data;
  private final Difficulty difficulty;
  private final int side;

  /**
   * @param side rows and columns of the converted image
   */
  ConversionTargets(TrainingData data, Difficulty difficulty, int side) {
    this.data = data;
    this.difficulty = difficulty;
    this.side = side;
  }

  /**
   * @param seed draws the noise and the permutation
   */
  ImageTarget of(EasyTarget target, Seed seed) {
    return switch (target) {
      case PROTOTYPE -> ImageTarget.byClass(prototypes());
      case MEAN -> ImageTarget.byClass(means());
      case NEAREST -> nearest();
      case PERMUTED -> ImageTarget.byClass(rotated(prototypes(), seed));
      case NOISE -> ImageTarget.byClass(noise(seed));
    };
  }

  private int classes() {
    return data.set().classes().size();
  }

  private float[] reduced(float[] image) {
    return Reduced.to(image, data.source().width(), side);
  }

  private float[][] prototypes() {
    float[][] images = EasyImages.of(data, difficulty).values();
    for (int label = 0; label < images.length; label++) {
      images[label] = reduced(images[label]);
    }
    return images;
  }

  private float[][] means() {
    double[][] sums = new double[classes()][side * side];
    int[] counts = new int[classes()];
    for (int i = 0; i < difficulty.size(); i++) {
      if (!difficulty.hard(i) && difficulty.right(i)) {
        int label = data.training().label(i);
        float[] image = image(i);
        counts[label]++;
        for (int pixel = 0; pixel < image.length; pixel++) {
          sums[label][pixel] += image[pixel];
        }
      }
    }
    // Of a class without an easy image, the easiest.
    float[][] means = prototypes();
    for (int label = 0; label < means.length; label++) {
      for (int pixel = 0; counts[label] > 0 && pixel < means[label].length; pixel++) {
        means[label][pixel] = (float) (sums[label][pixel] / counts[label]);
      }
    }
    return means;
  }

  // No class keeps its own.
  private static float[][] rotated(float[][] images, Seed seed) {
    int by = 1 + new SplittableRandom(seed.value()).nextInt(images.length - 1);
    float[][] rotated = new float[images.length][];
    for (int label = 0; label < images.length; label++) {
      rotated[label] = images[(label + by) % images.length];
    }
    return rotated;
  }

  private float[][] noise(Seed seed) {
    SplittableRandom random = new SplittableRandom(seed.value());
    float[][] images = new float[classes()][side * side];
    for (float[] image : images) {
      for (int pixel = 0; pixel < image.length; pixel++) {
        image[pixel] = (float) random.nextDouble();
      }
    }
    return images;
  }

  private ImageTarget nearest() {
    List<float[]> images = new ArrayList<>();
    List<List<Integer>> ofClass =
        IntStream.range(0, classes())
            .mapToObj(label -> (List<Integer>) new ArrayList<Integer>())
            .toList();
    for (int position : difficulty.easiestFirst()) {
      List<Integer> rows = ofClass.get(data.training().label(position));
      if (rows.size() < CANDIDATES) {
        rows.add(images.size());
        images.add(image(position));
      }
    }
    Examples training = data.training();
    int[] rows = new int[training.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = nearest(image(i), ofClass.get(training.label(i)), images);
    }
    return ImageTarget.byExample(images.toArray(float[][]::new), rows);
  }

  private float[] image(int position) {
    return reduced(data.training().inOrder(position, 1).values());
  }

  private static int nearest(float[] image, List<Integer> candidates, List<float[]> images) {
    if (candidates.isEmpty()) {
      throw new IllegalStateException("a class has no image that is classified rightly");
    }
    int best = -1;
    float least = Float.POSITIVE_INFINITY;
    for (int candidate : candidates) {
      float distance = 0;
      float[] other = images.get(candidate);
      for (int pixel = 0; pixel < image.length && distance < least; pixel++) {
        float difference = image[pixel] - other[pixel];
        distance += difference * difference;
      }
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return best;
  }
}
