package org.cbnet.trainer.evaluation.latency;

import java.util.List;

/**
 * What a worker process measured, in microseconds, one element a subject.
 *
 * @param inferences by round, then by inference
 * @param batches by round, then by batch of 32; null for a subject that takes no batches
 */
record WorkerResult(List<double[][]> inferences, List<double[][]> batches) {}
