package org.cbnet.trainer.labelling;

/** Agreement of two labellings beyond what chance gives (Cohen 1960). */
public final class Kappa {
  private Kappa() {}

  /**
   * 1 where they agree on every image, 0 where no more than by chance; NaN where both say the same
   * of all images.
   */
  public static double of(Difficulty one, Difficulty other) {
    if (one.size() != other.size()) {
      throw new IllegalArgumentException(
          "labellings of %d and of %d images".formatted(one.size(), other.size()));
    }
    double same = 0;
    for (int i = 0; i < one.size(); i++) {
      same += one.hard(i) == other.hard(i) ? 1 : 0;
    }
    double observed = same / one.size();
    double hard = one.hardShare() * other.hardShare();
    double easy = (1 - one.hardShare()) * (1 - other.hardShare());
    return (observed - hard - easy) / (1 - hard - easy);
  }
}
