package org.cbnet.trainer.training;

import java.util.Arrays;

/** Tables of floats. */
final class Rows {
  private Rows() {}

  static float[][] copy(float[][] rows) {
    return Arrays.stream(rows).map(float[]::clone).toArray(float[][]::new);
  }
}
