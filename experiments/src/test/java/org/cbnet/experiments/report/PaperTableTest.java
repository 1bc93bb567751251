package org.cbnet.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.cbnet.experiments.summary.Summary;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class PaperTableTest {
  @Test
  void laysThePapersFiguresBesideOurs() {
    Summary summary = new Summaries().paper().make();

    List<List<String>> rows = PaperTable.rows(summary, PaperTable.conditions(summary).get(0));

    assertThat(rows.stream().map(row -> row.get(0)).toList())
        .containsExactly("LeNet", "BranchyNet", "truncated B-LeNet", "CBNet", "CBNet, K80 GPU");
    // 12.815 ms by 1.897; whole and in the authors' accounting, 100 us by 40.
    assertThat(rows.get(3))
        .startsWith("CBNet", "1.9", "92.50", "6.76", "cbnet-paper")
        .contains("2.80 [2.72, 2.88]", "2.50");
    assertThat(rows.get(0)).contains("baseline", "1.00");
    assertThat(rows.get(2)).contains("not measured: no arm of this run");
    assertThat(rows.get(4)).contains("not measured: no GPU");
  }

  @Test
  void everyRowHasEveryCellAndTheNoteSaysWhatItIs() {
    Summary summary = new Summaries().paper().make();

    String page = Jsoup.parse(HtmlReport.write(summary, List.of())).text();

    assertThat(PaperTable.rows(summary, PaperTable.conditions(summary).get(0)))
        .allSatisfy(row -> assertThat(row).hasSameSizeAs(PaperTable.HEADER));
    assertThat(page).contains(PaperTable.TITLE, "Nothing is claimed from it");
    assertThat(MarkdownTable.write(summary)).contains("## Beside the paper");
  }

  @Test
  void isNotThereWithoutThePapersArmsOrInAnInvalidRun() {
    Summary invalid = new Summaries().paper().problems("lost").make();

    assertThat(PaperTable.conditions(new Summaries().make())).isEmpty();
    assertThat(
            List.of(new Summaries().make(), invalid).stream()
                .map(summary -> HtmlReport.write(summary, List.of()))
                .collect(Collectors.joining()))
        .doesNotContain(PaperTable.TITLE);
  }
}
