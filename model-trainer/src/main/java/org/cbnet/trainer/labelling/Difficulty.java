package org.cbnet.trainer.labelling;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How hard each image trained on is, by one labeller; positions are those of the examples. */
public final class Difficulty {
  private final double[] scores;
  private final boolean[] right;
  private final boolean[] hard;

  /**
   * @param scores the lower, the easier; comparable within one labelling only
   * @param right whether the labeller's network classified the image rightly
   * @param hard what is to be converted
   */
  public Difficulty(double[] scores, boolean[] right, boolean[] hard) {
    if (scores.length != right.length || scores.length != hard.length) {
      throw new IllegalArgumentException(
          "one score, one answer and one label an image: %d, %d, %d"
              .formatted(scores.length, right.length, hard.length));
    }
    this.scores = scores.clone();
    this.right = right.clone();
    this.hard = hard.clone();
  }

  /** The lower, the easier. */
  public double score(int position) {
    return scores[position];
  }

  /** Whether the labeller's network classified the image rightly. */
  public boolean right(int position) {
    return right[position];
  }

  /** Whether the image is to be converted. */
  public boolean hard(int position) {
    return hard[position];
  }

  /** Number of images. */
  public int size() {
    return scores.length;
  }

  /** Share of hard images. */
  public double hardShare() {
    return (double) IntStream.range(0, size()).filter(i -> hard[i]).count() / size();
  }

  /** Positions of images that are classified rightly, those that it finds easiest first. */
  public int[] easiestFirst() {
    return IntStream.range(0, size())
        .filter(i -> right[i])
        .boxed()
        .sorted((a, b) -> Double.compare(scores[a], scores[b]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The same labels with as many images hard as another labelling has: its highest scores. */
  public Difficulty withHardShare(double share) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    int easy = (int) Math.round((1 - share) * size());
    double limit = easy >= size() ? Double.POSITIVE_INFINITY : sorted[easy];
    boolean[] labels = new boolean[size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = scores[i] >= limit;
    }
    return new Difficulty(scores, right, labels);
  }
}
