package org.cbnet.experiments.report;

import org.cbnet.experiments.summary.Summary;
import org.cbnet.experiments.summary.Verdict;
import org.cbnet.trainer.evaluation.page.Markup;

/** The page's first part: what was shown, or why nothing is. */
final class VerdictSection {
  private VerdictSection() {}

  static void write(Markup page, Summary summary) {
    if (!summary.isValid()) {
      page.element("p", RunText.warning(summary), "class", "warning", "role", "alert");
      Sections.list(page, "Problems", summary.problems());
      return;
    }
    page.element("h2", "Verdicts");
    if (summary.definition().hypotheses().isEmpty()) {
      page.element("p", VerdictText.NO_HYPOTHESIS);
      return;
    }
    page.open("ul", "class", "verdicts");
    for (Verdict verdict : summary.verdicts()) {
      page.open("li", "class", verdict.isShown() ? "shown" : "not-shown");
      page.element("strong", VerdictText.outcome(verdict) + ":");
      page.text(VerdictText.of(verdict)).close();
    }
    VerdictText.untested(summary).forEach(line -> page.element("li", line));
    page.close();
  }
}
