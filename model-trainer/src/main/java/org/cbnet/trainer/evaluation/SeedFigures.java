package org.cbnet.trainer.evaluation;

/**
 * Accuracy of one training's network.
 *
 * @param seed of the training
 * @param accuracy on the frames evaluated
 * @param validationAccuracy as the bundle says; null where it does not
 */
public record SeedFigures(long seed, double accuracy, Double validationAccuracy) {}
