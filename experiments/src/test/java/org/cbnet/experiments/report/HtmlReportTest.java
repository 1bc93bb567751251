package org.cbnet.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.cbnet.experiments.summary.ConversionSheet;
import org.cbnet.experiments.summary.Summary;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class HtmlReportTest {
  private static final String PNG = "data:image/png;base64,";

  private static final Set<String> REFERENCES =
      Set.of("src", "href", "action", "data", "srcset", "poster", "xlink:href");

  @Test
  void refersToNothingAndAllowsNothing() throws Exception {
    String html = html(full().make());
    Document page = Jsoup.parse(html);

    assertThat(page.select("script, link, iframe, object, embed, img, base, form")).isEmpty();
    assertThat(html).doesNotContain("://", "@import", "url(", "style=");
    for (Element element : page.getAllElements()) {
      for (Attribute attribute : element.attributes()) {
        if (REFERENCES.contains(attribute.getKey())) {
          assertThat(attribute.getValue()).startsWith("#");
          assertThat(page.select(attribute.getValue())).hasSize(1);
        }
        assertThat(attribute.getKey()).doesNotStartWith("on");
      }
    }
    String hash =
        Base64.getEncoder()
            .encodeToString(
                MessageDigest.getInstance("SHA-256")
                    .digest(page.selectFirst("style").data().getBytes(StandardCharsets.UTF_8)));
    assertThat(page.selectFirst("meta[http-equiv=Content-Security-Policy]").attr("content"))
        .contains("default-src 'none'", "style-src 'sha256-" + hash + "'");
  }

  @Test
  void isWellFormed() throws Exception {
    String html = html(full().make());

    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(html)));
  }

  @Test
  void everyArmIsInEveryTableAndPlot() {
    Document page = Jsoup.parse(html(full().make()));

    assertThat(page.select("section")).hasSize(4);
    for (Element section : page.select("section")) {
      Element table = section.selectFirst("table");
      assertThat(table.select("tbody th[scope=row]").eachText())
          .containsExactly("lenet", "branchynet", "cbnet");
      assertThat(table.select("thead th[scope=col]")).hasSize(15);
      assertThat(table.selectFirst("caption").text()).contains("x86-64, not a Pi");
      assertThat(section.select("svg")).hasSize(3);
      for (Element svg : section.select("svg")) {
        assertThat(svg.select("> text").eachText()).anyMatch(text -> text.startsWith("cbnet"));
        assertThat(svg.select("path > title").eachText()).contains("lenet", "branchynet", "cbnet");
      }
    }
  }

  @Test
  void screenReadersGetTitlesCaptionsAndScopes() {
    Document page = Jsoup.parse(html(full().make()));

    assertThat(page.selectFirst("html").attr("lang")).isEqualTo("en");
    for (Element svg : page.select("svg")) {
      assertThat(svg.selectFirst("> title").text()).isNotBlank();
      assertThat(svg.selectFirst("> desc").text()).contains("lenet", "cbnet");
      assertThat(svg.attr("aria-labelledby"))
          .isEqualTo(svg.selectFirst("> title").id() + " " + svg.selectFirst("> desc").id());
    }
    for (Element titled : page.select("[id]")) {
      assertThat(page.select("#" + titled.id())).hasSize(1);
    }
    for (Element table : page.select("table")) {
      assertThat(table.selectFirst("caption").text()).isNotBlank();
      assertThat(table.select("th:not([scope])")).isEmpty();
    }
  }

  @Test
  void namesThatAreMarkupComeOutAsText() {
    String hostile = "<script>alert('\"1\"')</script>&amp;";
    Summary summary =
        new Summaries()
            .arms("lenet", hostile, "\"><img src=x onerror=1>")
            .runId(hostile)
            .question(hostile)
            .notMeasured(hostile)
            .hypotheses()
            .make();

    Document page = Jsoup.parse(html(summary));

    assertThat(page.select("script, img")).isEmpty();
    assertThat(page.title()).contains(hostile);
    assertThat(page.select("tbody th").eachText()).contains(hostile, "\"><img src=x onerror=1>");
    assertThat(page.select("h2:containsOwn(Not measured) + ul > li").eachText())
        .containsExactly(hostile);
    Document invalid = Jsoup.parse(html(new Summaries().problems(hostile).make()));
    assertThat(invalid.select("script")).isEmpty();
    assertThat(invalid.select("li").eachText()).contains(hostile);
  }

  @Test
  void verdictsAreWordsOfTheTests() {
    Document shown = Jsoup.parse(html(full().make()));
    Document notShown = Jsoup.parse(html(full().nothingShown().make()));

    assertThat(shown.select("ul.verdicts > li").eachText())
        .hasSize(4)
        .first()
        .isEqualTo(
            "Shown: cbnet is faster than lenet, by medians (kmnist, no link, this machine's own"
                + " speed). Estimate: 2.80 [2.70, 2.90] times as fast; p < 0.0001, by Holm 0.0012.");
    assertThat(shown.select("ul.verdicts > li").get(2).text())
        .contains(
            "the accuracy of cbnet is at most 0.5 points below that of lenet",
            "+0.12 [-0.31, +0.55] points");
    assertThat(notShown.select("ul.verdicts > li").eachText())
        .hasSize(4)
        .allMatch(text -> text.startsWith("Not shown, which is not that they are equal:"));
    assertThat(Jsoup.parse(html(new Summaries().make())).text())
        .contains("No hypothesis was declared");
  }

  @Test
  void anInvalidRunWarnsAndHasNoVerdict() {
    Document page = Jsoup.parse(html(full().problems("3 results were lost", "slow").make()));

    assertThat(page.selectFirst("p.warning").text())
        .isEqualTo(
            "THIS RUN IS INVALID: 2 checks failed. Its figures claim nothing, and no verdict is"
                + " given.");
    assertThat(page.select("h2:containsOwn(Problems) + ul > li").eachText())
        .containsExactly("3 results were lost", "slow");
    assertThat(page.select(".verdicts, .front")).isEmpty();
    assertThat(page.select("h2").eachText())
        .noneMatch(heading -> heading.contains("Verdict") || heading.contains("Least mean"));
    assertThat(page.text()).doesNotContain("Estimate:", "Shown:");
  }

  @Test
  void mapsNameTheLeastLatencyOverLinksAndSpeeds() {
    Document page = Jsoup.parse(html(full().make()));

    Element map = page.selectFirst("h2:containsOwn(Least mean latency) + div table");
    assertThat(map.select("thead th").eachText())
        .containsExactly(
            "link", "this machine's own speed", "device taking 4 times as long (emulated)");
    assertThat(map.select("tbody th").eachText()).containsExactly("no link", "link wifi");
    assertThat(map.select("td")).hasSize(4);
    assertThat(map.select("td").get(0).text())
        .isEqualTo("cbnet, 58.9 µs; next branchynet, 1.47 times that");
    assertThat(Jsoup.parse(html(new Summaries().make())).text())
        .doesNotContain("Least mean latency");
  }

  @Test
  void modelledEnergyIsLabelledAndClaimsNothing() {
    Document modelled = Jsoup.parse(html(new Summaries().make()));
    Document metered = Jsoup.parse(html(new Summaries().metered().make()));

    assertThat(modelled.select("svg text").eachText()).contains("cbnet (modelled)");
    assertThat(modelled.select("td:containsOwn(follows from CPU time)")).hasSize(3);
    assertThat(modelled.text()).doesNotContain("saves");
    assertThat(metered.select("svg text").eachText()).noneMatch(text -> text.contains("modelled"));
    assertThat(metered.select("td:containsOwn(CPU time)")).isEmpty();
  }

  @Test
  void tellsHowWideIntervalsAre() {
    assertThat(Jsoup.parse(html(new Summaries().make())).text())
        .contains("0 of 2 speed-ups by medians are at most 3.00 % of the figure wide")
        .contains("the widest is 6.00 % (");
  }

  @Test
  void methodsAndThreatsAreTheRunsOwn() {
    String full = Jsoup.parse(html(full().make())).text();
    String plain = Jsoup.parse(html(new Summaries().make())).text();

    assertThat(full)
        .contains("3 processes (JVMs)", "6,000 timed frames", "Warm-up: 100 frames", "seed 7")
        .contains("JVM as cluster", "Hypotheses: 4 declared", "Holm's correction")
        .contains("Slow devices are emulated", "Links are emulated", "are the same processor")
        .contains("Modelled energy follows from CPU time", "load average 0.25", "1.30 % of");
    assertThat(plain)
        .doesNotContain("Slow devices are emulated", "Links are emulated", "same processor");
  }

  @Test
  void printsToA4AndIsDarkWhereAsked() {
    String css = Jsoup.parse(html(new Summaries().make())).selectFirst("style").data();

    assertThat(css).contains("size: A4", "@media print", "prefers-color-scheme: dark");
  }

  private static Summaries full() {
    return new Summaries().hypotheses().map(List.of("none", "wifi"), List.of(1.0, 4.0));
  }

  @Test
  void conversionsAreShownBesideTheirFrames() {
    ConversionSheet sheet =
        new ConversionSheet(
            "kmnist",
            "cbnet",
            "drawn from all",
            List.of(
                new ConversionSheet.Pair("f-1", PNG + "A", PNG + "B", "o", "o"),
                new ConversionSheet.Pair("f-2", PNG + "C", PNG + "D", "ki", "su")));

    Document page = Jsoup.parse(HtmlReport.write(new Summaries().make(), List.of(sheet)));

    assertThat(page.select(".sheet img").eachAttr("src"))
        .containsExactly(PNG + "A", PNG + "B", PNG + "C", PNG + "D");
    assertThat(page.select(".sheet img").eachAttr("alt"))
        .containsExactly("f-1", "converted image of f-1", "f-2", "converted image of f-2");
    assertThat(page.select(".sheet figcaption").eachText()).containsExactly("o", "ki, called su");
    assertThat(page.selectFirst("meta[http-equiv=Content-Security-Policy]").attr("content"))
        .contains("img-src data:;");
  }

  private static String html(Summary summary) {
    return HtmlReport.write(summary, List.of());
  }
}
