package org.cbnet.experiments.summary;

import java.util.List;
import java.util.Objects;

/**
 * Frames beside what a converting autoencoder made of them, to be looked at.
 *
 * @param dataSet that they are of
 * @param arm that converts
 * @param choice in words, how the frames were chosen
 * @param pairs in the order in which they were drawn
 */
public record ConversionSheet(String dataSet, String arm, String choice, List<Pair> pairs) {
  public ConversionSheet {
    Objects.requireNonNull(dataSet, "dataSet is null");
    Objects.requireNonNull(arm, "arm is null");
    Objects.requireNonNull(choice, "choice is null");
    pairs = List.copyOf(pairs);
  }

  /**
   * One frame.
   *
   * @param frame id
   * @param image it as PNG in a {@code data:} address
   * @param converted what was made of it, likewise
   * @param trueClass its class
   * @param answer the arm's; "no answer" where it failed
   */
  public record Pair(
      String frame, String image, String converted, String trueClass, String answer) {
    public Pair {
      Objects.requireNonNull(frame, "frame is null");
      Objects.requireNonNull(image, "image is null");
      Objects.requireNonNull(converted, "converted is null");
      Objects.requireNonNull(trueClass, "trueClass is null");
      Objects.requireNonNull(answer, "answer is null");
    }
  }
}
