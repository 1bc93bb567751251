package org.cbnet.trainer.evaluation.accuracy;

/**
 * Accuracy of one training's network.
 *
 * @param seed of the training
 * @param accuracy on the frames evaluated
 * @param validationAccuracy as its training measured it; null where unknown
 * @param recorded whether the accuracy was measured in an earlier run
 */
public record SeedFigures(
    Long seed, double accuracy, Double validationAccuracy, boolean recorded) {}
