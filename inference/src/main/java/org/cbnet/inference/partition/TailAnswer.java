package org.cbnet.inference.partition;

/**
 * What a tail says of one image.
 *
 * @param label class index
 * @param confidence largest softmax probability, 0..1
 */
public record TailAnswer(int label, float confidence) {
  public TailAnswer {
    if (label < 0 || !(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException(
          "label must be >= 0 and confidence in [0, 1]: %d, %s".formatted(label, confidence));
    }
  }
}
