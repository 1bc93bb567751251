package org.cbnet.trainer.evaluation.report;

/**
 * How often networks met the test set; whoever looks often enough finds a good one by luck.
 *
 * @param recorded trained cells that {@code --record} measured once on the whole test set and wrote
 *     down; a cell counts once a threshold. Runs that wrote nothing down are not in it
 * @param thisRun networks that were shown test images in this run and scored: the rows with an
 *     accuracy, and trained cells measured for their seeds
 */
public record TestEvaluations(int recorded, int thisRun) {}
