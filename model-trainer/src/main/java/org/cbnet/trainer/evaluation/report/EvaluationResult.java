package org.cbnet.trainer.evaluation.report;

import java.util.List;

/**
 * What an evaluation found.
 *
 * @param report the figures
 * @param sheets images to look at, one a network
 */
public record EvaluationResult(EvaluationReport report, List<ContactSheet> sheets) {
  public EvaluationResult {
    sheets = List.copyOf(sheets);
  }
}
