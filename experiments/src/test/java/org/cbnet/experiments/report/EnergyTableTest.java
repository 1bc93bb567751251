package org.cbnet.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.cbnet.experiments.summary.ConditionSummary;
import org.cbnet.experiments.summary.EnergyByLoad;
import org.cbnet.experiments.summary.Figure;
import org.cbnet.experiments.summary.Summary;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class EnergyTableTest {
  @Test
  void tellsEachScopeInItsUnit() {
    Summary summary = new Summaries().levels(energy(true)).make();
    ConditionSummary condition = summary.conditions().get(0);

    assertThat(EnergyTable.header(summary.definition()))
        .contains("device at 5/s, mJ", "device at 10/s, mJ", "device at 20/s, mJ")
        .doesNotContain("device at 0/s, mJ");
    // 2.5 W at 5 a second are 500 mJ; at 20 a second nothing was measured.
    assertThat(EnergyTable.rows(summary.definition(), condition).get(0))
        .containsExactly(
            "lenet", "0.15", "0.2 [0.19, 0.21]", "2.29", "500", "250", "-", "180 [170, 190]", "1");
  }

  @Test
  void boardsAreSideBySideByTheSameProcessorTime() {
    Summary summary = new Summaries().levels(energy(true)).make();

    // 180 us of one of four cores at 4.534 W for all, and of the only core at 0.4733 W.
    assertThat(EnergyTable.boardsRows(summary.definition(), summary.conditions().get(0)).get(0))
        .containsExactly("lenet", "0.204 [0.193, 0.215]", "0.0852 [0.0805, 0.0899]");
  }

  @Test
  void whatIsBelowResolutionIsNoFigure() {
    Summary summary = new Summaries().levels(energy(false)).make();

    assertThat(EnergyTable.rows(summary.definition(), summary.conditions().get(0)).get(0).get(2))
        .isEqualTo(EnergyTable.UNRESOLVED);
  }

  @Test
  void isInBothReportsAndSaysThatItIsModelled() {
    Summary summary = new Summaries().levels(energy(true)).make();

    Document page = Jsoup.parse(HtmlReport.write(summary, List.of()));

    assertThat(page.select("caption").eachText())
        .anyMatch(caption -> caption.contains("modelled: follows from CPU time"))
        .anyMatch(caption -> caption.startsWith("Boards side by side"));
    assertThat(MarkdownTable.write(summary)).contains("### Energy of rbp4b1.2-64 by load");
    assertThat(page.text()).contains("Load: steady, 0, 5, 10, 20 frames a second");
    assertThat(HtmlReport.write(new Summaries().make(), List.of()))
        .doesNotContain("Boards side by side");
  }

  private static EnergyByLoad energy(boolean isResolved) {
    return new EnergyByLoad(
        new Figure(0.0002, 0.00019, 0.00021),
        0.00001,
        isResolved,
        Optional.of(0.00015),
        2.2857,
        Optional.of(new Figure(180, 170, 190)),
        List.of(
            new EnergyByLoad.Level(0, 0, 2.2857),
            new EnergyByLoad.Level(5, 5, 2.5),
            new EnergyByLoad.Level(10, 10, 2.5)),
        1);
  }
}
