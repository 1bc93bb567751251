package org.cbnet.trainer.training;

/**
 * What one epoch came to.
 *
 * @param epoch from 1
 * @param loss mean over the epoch's batches
 * @param trainingAccuracy on the batches as they were trained on
 * @param validationAccuracy after the epoch
 */
public record EpochReport(
    int epoch, double loss, double trainingAccuracy, double validationAccuracy) {}
