package org.cbnet.trainer.evaluation.latency;

/**
 * One line of a worker's standard output, as JSON.
 *
 * @param done steps
 * @param of steps
 * @param result in the last message only, else null
 */
record WorkerMessage(int done, int of, WorkerResult result) {}
