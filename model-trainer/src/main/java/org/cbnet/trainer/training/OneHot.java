package org.cbnet.trainer.training;

/** Distributions that are sure of one class. */
final class OneHot {
  private OneHot() {}

  static float[][] table(int classes) {
    float[][] table = new float[classes][classes];
    for (int i = 0; i < classes; i++) {
      table[i][i] = 1;
    }
    return table;
  }
}
