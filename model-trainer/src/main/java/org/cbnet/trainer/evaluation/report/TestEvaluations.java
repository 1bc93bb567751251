package org.cbnet.trainer.evaluation.report;

/**
 * How many times a network's answers were compared with the test set's labels; whoever looks often
 * enough finds a good one by luck.
 *
 * @param recorded in earlier runs, as written down by {@code --record}
 * @param thisRun in this run
 */
public record TestEvaluations(int recorded, int thisRun) {}
