package org.cbnet.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cbnet.experiments.summary.EnergyWithRadio;
import org.cbnet.experiments.summary.Summary;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class RadioTableTest {
  @Test
  void tellsBothPartsAndTheRanking() {
    Summary summary =
        new Summaries().radio(new EnergyWithRadio(0.0003, 0.0012, 0.5, "undecided")).make();

    assertThat(RadioTable.rows(summary.conditions().get(0)).get(0))
        .containsExactly("lenet", "0.3", "1.2", "1.5", "undecided");
    assertThat(MarkdownTable.write(summary)).contains("with the radio of none (modelled)");
    assertThat(Jsoup.parse(HtmlReport.write(summary, List.of())).text())
        .contains("Radio: modelled for frames one after another");
  }

  @Test
  void isNotThereWithoutARadio() {
    assertThat(RadioTable.isThere(new Summaries().make().conditions().get(0))).isFalse();
  }
}
