package org.cbnet.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTableTest {
  @Test
  void hasARowAnArmUnderWhatItWasMeasuredOn() {
    String page = MarkdownTable.write(new Summaries().hypotheses().make());

    assertThat(page.lines())
        .contains(
            "**x86-64, not a Pi**",
            "## kmnist, no link, this machine's own speed (x86-64, not a Pi)",
            "- gpu: not measured, there is none",
            "| whole run | 9,001 | 9,001 | 9,001 | 0 | 0 | 3 |")
        .anyMatch(line -> line.startsWith("| lenet | net-0 | 6,000 | 93.00 [92.50, 93.50] |"))
        .anyMatch(line -> line.startsWith("| branchynet | net-1 | 6,000 (2 failed) |"))
        .anyMatch(
            line ->
                line.startsWith("| cbnet | net-2 |")
                    && line.contains("| 2.80 [2.72, 2.88] |")
                    && line.endsWith("(follows from CPU time) |"))
        .anyMatch(line -> line.startsWith("- Shown: cbnet is faster than lenet, by medians"));
    assertThat(page.lines().filter(line -> line.startsWith("| cbnet")).findFirst().orElseThrow())
        .matches(line -> line.chars().filter(c -> c == '|').count() == 16);
    assertThat(page).doesNotContain("## Problems");
  }

  @Test
  void anInvalidRunHasNoVerdict() {
    String page = MarkdownTable.write(new Summaries().hypotheses().problems("lost").make());

    assertThat(page)
        .contains("**THIS RUN IS INVALID: a check failed.", "## Problems\n\n- lost")
        .doesNotContain("## Verdicts", "Shown:");
  }

  @Test
  void marksInTextStayText() {
    String page =
        MarkdownTable.write(new Summaries().arms("lenet", "a|b*c`<script>\n## d[e](f)").make());

    assertThat(page)
        .contains("| a\\|b\\*c\\`&lt;script&gt; \\#\\# d[e\\](f) | net-1 |")
        .doesNotContain("<script>");
  }
}
