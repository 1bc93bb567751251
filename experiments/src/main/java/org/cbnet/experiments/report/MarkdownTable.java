package org.cbnet.experiments.report;

import java.util.List;
import java.util.stream.Stream;
import org.cbnet.experiments.summary.ConditionSummary;
import org.cbnet.experiments.summary.Summary;

/** A run as a page of Markdown: verdicts, a table a condition, and what the figures rest on. */
public final class MarkdownTable {
  private MarkdownTable() {}

  /** The page; all text of the summary stays text. */
  public static String write(Summary summary) {
    MarkdownText page = new MarkdownText();
    page.heading(1, summary.definition().name());
    page.paragraph(summary.definition().question());
    page.strong(summary.environment().heading());
    page.paragraph(RunText.identity(summary));
    verdicts(page, summary);
    for (ConditionSummary condition : summary.conditions()) {
      page.heading(2, RunText.title(summary, condition));
      page.table(ArmTable.header(), ArmTable.rows(condition));
      page.paragraph(RunText.note(condition));
      if (RadioTable.isThere(condition)) {
        page.heading(3, RadioTable.title(condition));
        page.table(RadioTable.HEADER, RadioTable.rows(condition));
      }
      energy(page, summary, condition);
    }
    paper(page, summary);
    page.heading(2, "Conservation");
    page.table(RunText.CONSERVATION, List.of(RunText.counts(summary.conservation())));
    section(page, "Problems", summary.problems());
    section(page, "Not measured", summary.notMeasured());
    return page.toString();
  }

  private static void paper(MarkdownText page, Summary summary) {
    List<ConditionSummary> conditions = PaperTable.conditions(summary);
    if (conditions.isEmpty() || !summary.isValid()) {
      return;
    }
    page.heading(2, PaperTable.TITLE);
    page.paragraph(PaperTable.NOTE);
    for (ConditionSummary condition : conditions) {
      page.heading(3, RunText.title(summary, condition));
      page.table(PaperTable.HEADER, PaperTable.rows(summary, condition));
    }
  }

  private static void energy(MarkdownText page, Summary summary, ConditionSummary condition) {
    if (EnergyTable.isThere(condition)) {
      page.heading(3, EnergyTable.title(summary.definition(), condition));
      page.table(
          EnergyTable.header(summary.definition()),
          EnergyTable.rows(summary.definition(), condition));
      if (EnergyTable.isModelled(condition)) {
        page.heading(3, "Boards side by side (modelled)");
        page.table(
            EnergyTable.boardsHeader(summary.definition()),
            EnergyTable.boardsRows(summary.definition(), condition));
      }
    }
  }

  private static void verdicts(MarkdownText page, Summary summary) {
    if (!summary.isValid()) {
      page.strong(RunText.warning(summary));
      return;
    }
    page.heading(2, "Verdicts");
    if (summary.definition().hypotheses().isEmpty()) {
      page.paragraph(VerdictText.NO_HYPOTHESIS);
      return;
    }
    page.list(
        Stream.concat(
                summary.verdicts().stream()
                    .map(verdict -> VerdictText.outcome(verdict) + ": " + VerdictText.of(verdict)),
                VerdictText.untested(summary).stream())
            .toList());
  }

  private static void section(MarkdownText page, String title, List<String> items) {
    if (!items.isEmpty()) {
      page.heading(2, title);
      page.list(items);
    }
  }
}
