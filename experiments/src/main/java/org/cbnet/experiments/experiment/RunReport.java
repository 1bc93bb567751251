package org.cbnet.experiments.experiment;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cbnet.experiments.analysis.Analysis;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.execution.RunFolder;
import org.cbnet.experiments.report.HtmlReport;
import org.cbnet.experiments.report.MarkdownTable;
import org.cbnet.experiments.report.SummaryJson;
import org.cbnet.experiments.summary.Summary;

/** Writes what a run has shown into its folder, and tells it. */
final class RunReport {
  /** Figures for programs. */
  static final String SUMMARY = "summary.json";

  /** Figures for people. */
  static final String TABLE = "summary.md";

  /** The page. */
  static final String REPORT = "report.html";

  private final RunFolder run;
  private final Definition definition;

  RunReport(RunFolder run, Definition definition) {
    this.run = run;
    this.definition = definition;
  }

  /**
   * Analyses, writes and prints.
   *
   * @param json gets the figures too; null for nowhere
   * @return exit code: 1 where a check failed
   */
  int write(PrintWriter out, Path json) throws IOException {
    Summary summary = new Analysis(run, definition).summarise();
    String figures = SummaryJson.write(summary);
    Files.writeString(run.file(SUMMARY), figures);
    if (json != null) {
      Files.writeString(json, figures);
    }
    String table = MarkdownTable.write(summary);
    Files.writeString(run.file(TABLE), table);
    Files.writeString(run.file(REPORT), HtmlReport.write(summary, run.sheets()));
    out.println();
    out.print(table);
    out.println("report: " + run.file(REPORT));
    out.flush();
    return summary.isValid() ? 0 : 1;
  }
}
