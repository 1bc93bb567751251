package org.cbnet.trainer.labelling;

import org.cbnet.trainer.training.Examples;

/**
 * As {@link MarginLabeller}, of answers that were computed elsewhere: any classifier can label,
 * also one that this trainer can't run.
 */
public final class GivenMarginLabeller implements Labeller {
  private final float[][] training;
  private final float[][] validation;

  /**
   * @param training logits of the images trained on, by position
   * @param validation logits of the images chosen on, by position
   */
  public GivenMarginLabeller(float[][] training, float[][] validation) {
    this.training = training.clone();
    this.validation = validation.clone();
  }

  @Override
  public Difficulty label(Examples trained, Examples chosenOn) {
    if (trained.size() != training.length || chosenOn.size() != validation.length) {
      throw new IllegalArgumentException(
          "answers to %d and %d images, asked for %d and %d"
              .formatted(training.length, validation.length, trained.size(), chosenOn.size()));
    }
    return MarginLabeller.of(training, trained, Temperature.fit(validation, chosenOn));
  }
}
