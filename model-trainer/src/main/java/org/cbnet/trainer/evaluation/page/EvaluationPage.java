package org.cbnet.trainer.evaluation.page;

import org.cbnet.trainer.evaluation.report.EvaluationResult;

/** An evaluation as one page that needs nothing else. */
public final class EvaluationPage {
  private EvaluationPage() {}

  /** The page, as HTML that is also well-formed XML. */
  public static String of(EvaluationResult result) {
    return result.report().dataset();
  }
}
