package org.cbnet.experiments.report;

import java.util.List;
import org.cbnet.experiments.summary.ConditionSummary;
import org.cbnet.experiments.summary.Summary;
import org.cbnet.trainer.evaluation.page.Markup;
import org.cbnet.trainer.evaluation.page.Table;

/** The page's part that lays the paper's figures beside the run's. */
final class PaperSection {
  private PaperSection() {}

  /** Nothing where the run has not the arms for it, or is invalid. */
  static void write(Markup page, Summary summary) {
    List<ConditionSummary> conditions = PaperTable.conditions(summary);
    if (conditions.isEmpty() || !summary.isValid()) {
      return;
    }
    page.element("h2", PaperTable.TITLE);
    page.element("p", PaperTable.NOTE, "class", "caption");
    for (ConditionSummary condition : conditions) {
      Table.write(
          page,
          RunText.title(summary, condition),
          PaperTable.HEADER,
          PaperTable.rows(summary, condition));
    }
  }
}
