package org.cbnet.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cbnet.experiments.summary.Summary;
import org.junit.jupiter.api.Test;

class RunComparisonTest {
  private final Summary first = new Summaries().hypotheses().make();

  @Test
  void runsThatTellTheSameOverlapEverywhere() {
    String text = RunComparison.write(first, new Summaries().hypotheses().runId("smoke-2").make());

    assertThat(text)
        .contains("A  Run smoke-1,", "B  Run smoke-2,", "Verdicts: none is another.")
        .doesNotContain("APART", "differs:");
    assertThat(line(text, "cbnet")).contains("overlap", "1.00", "2.80 [2.72, 2.88]");
    assertThat(line(text, "lenet")).contains("93.00 [92.50, 93.50]");
  }

  @Test
  void aSlowerArmIsApartAndTheVerdictAnother() {
    String text =
        RunComparison.write(
            first, new Summaries().hypotheses().lastSlower(1.5).nothingShown().make());

    assertThat(line(text, "cbnet")).contains("APART", "1.50");
    assertThat(line(text, "branchynet")).doesNotContain("APART");
    assertThat(text)
        .contains(
            "cbnet is faster than lenet, by medians (kmnist, no link, this machine's own speed):"
                + " A shown, B not shown");
  }

  @Test
  void whatOnlyOneRunHasIsADash() {
    Summary second =
        new Summaries().arms("lenet", "other").map(List.of("none", "wifi"), List.of(1.0)).make();

    String text = RunComparison.write(first, second);

    assertThat(text).contains("differs: definition", "kmnist, link wifi", "not declared so");
    assertThat(line(text, "cbnet")).containsPattern("cbnet +9\\S+ \\[[^]]+\\] +- +- ");
    assertThat(line(text, "other")).containsPattern("other +- +9\\S+ \\[[^]]+\\] +- ");
  }

  @Test
  void anInvalidRunHasNoVerdictsToCompare() {
    String text = RunComparison.write(first, new Summaries().problems("lost").make());

    assertThat(text).contains("INVALID", "No verdicts: a run is invalid.");
  }

  private static String line(String text, String arm) {
    return text.lines().filter(line -> line.startsWith("  " + arm + " ")).findFirst().orElseThrow();
  }
}
