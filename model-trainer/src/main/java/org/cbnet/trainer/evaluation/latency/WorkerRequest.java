package org.cbnet.trainer.evaluation.latency;

import java.util.List;

/**
 * What a worker process is asked for; the frames follow it on the worker's standard input.
 *
 * @param provider computes the graphs, by its id
 * @param subjects in the order of the answer
 * @param warmUpRounds that do not count
 * @param rounds that count
 * @param batchRounds of the throughput measurement that count
 * @param firstRound where in the frames it starts
 * @param seed of the order of networks
 */
record WorkerRequest(
    String provider,
    List<Subject> subjects,
    int warmUpRounds,
    int rounds,
    int batchRounds,
    int firstRound,
    long seed) {}
