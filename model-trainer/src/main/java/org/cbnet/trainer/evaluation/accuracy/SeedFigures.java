package org.cbnet.trainer.evaluation.accuracy;

/**
 * Accuracy of one training's network.
 *
 * @param seed of the training
 * @param accuracy on the frames evaluated: of the shipped bundle, where it is the shipped seed;
 *     else of the network as trained, at the shipped bundle's threshold
 * @param validationAccuracy as its training measured it; null where unknown, or where that was at
 *     another threshold
 * @param recorded whether the accuracy was measured in an earlier run
 */
public record SeedFigures(
    Long seed, double accuracy, Double validationAccuracy, boolean recorded) {}
