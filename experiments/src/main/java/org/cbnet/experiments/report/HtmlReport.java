package org.cbnet.experiments.report;

import java.util.List;
import org.cbnet.experiments.summary.ConversionSheet;
import org.cbnet.experiments.summary.Environment;
import org.cbnet.experiments.summary.Summary;
import org.cbnet.trainer.evaluation.page.Markup;

/**
 * A run as one page that needs nothing else: no script, no file, no address, and a policy that
 * allows none. It prints to A4, is light or dark as the reader's system asks, and tells nothing by
 * colour alone.
 */
public final class HtmlReport {
  private final Summary summary;
  private final List<ConversionSheet> sheets;
  private final Looks looks;
  private final Markup page = new Markup();

  private HtmlReport(Summary summary, List<ConversionSheet> sheets) {
    this.summary = summary;
    this.sheets = List.copyOf(sheets);
    this.looks = new Looks(summary.definition());
  }

  /**
   * The page, as HTML that is also well-formed XML; all text of the summary is escaped.
   *
   * @param sheets conversions to look at
   */
  public static String write(Summary summary, List<ConversionSheet> sheets) {
    return new HtmlReport(summary, sheets).write();
  }

  private String write() {
    page.raw("<!DOCTYPE html>\n").open("html", "lang", "en");
    head();
    page.open("body").open("main");
    page.element("h1", summary.definition().name());
    page.element("p", summary.definition().question());
    page.element("p", measuredOn(summary.environment()), "class", "on");
    page.element("p", RunText.identity(summary), "class", "caption");
    VerdictSection.write(page, summary);
    Sections.maps(page, summary);
    Sections.contents(page, summary);
    for (int i = 0; i < summary.conditions().size(); i++) {
      ConditionSection.write(page, summary, summary.conditions().get(i), looks, i + 1);
    }
    PaperSection.write(page, summary);
    PictureSection.write(page, sheets);
    Sections.conservation(page, summary);
    Sections.list(page, "Not measured", summary.notMeasured());
    Sections.list(page, "Methods", Methods.of(summary));
    Sections.arms(page, summary.definition());
    Sections.list(page, "Threats to validity", Threats.of(summary));
    Sections.environment(page, summary.environment());
    return page.close().close().close().toString();
  }

  private void head() {
    page.open("head");
    page.empty("meta", "charset", "utf-8");
    page.empty("meta", "http-equiv", "Content-Security-Policy", "content", ReportStyle.policy());
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    page.element("title", "%s: %s".formatted(summary.definition().name(), summary.runId()));
    page.open("style").raw(ReportStyle.CSS).close().close();
  }

  private static String measuredOn(Environment environment) {
    return "Every figure: %s (%s).".formatted(environment.heading(), environment.processor());
  }
}
