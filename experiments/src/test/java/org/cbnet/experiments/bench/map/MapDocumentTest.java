package org.cbnet.experiments.bench.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.cbnet.experiments.bench.device.Quantiles;
import org.cbnet.experiments.link.LinkProfiles;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.CutTensor;
import org.cbnet.inference.partition.ElementType;
import org.junit.jupiter.api.Test;

class MapDocumentTest {
  private static final Cut INPUT = cut(0, "input", true);
  private static final Cut CONV = cut(1, "conv", true);
  private static final Cut OUTPUT = cut(2, "output", false);

  private static final MapPlan PLAN =
      new MapPlan(
          List.of(Path.of("lenet")),
          List.of(1.0),
          List.of(LinkProfiles.LAN),
          5,
          2,
          15,
          Duration.ofSeconds(3),
          1);

  @Test
  void beginsWithWhereAnInnerCutWins() {
    String text = text(cell("lan", 900, 300, 600, 310), cell("3g", 900, 3000, 6000, 1000));

    assertThat(text)
        .startsWith("# Where to divide a network: an inner cut wins in 1 of 2 cells\n")
        .contains(
            "An inner cut is the best for `lenet` on a device of 1/8 over `lan`"
                + " (0.30 ms; device 0.90, cloud 0.60).")
        .contains("All on the device is the best in 1 of 2 cells, an inner cut in 1 of 2 cells")
        .contains("all in the cloud nowhere")
        .contains(
            "median over cells 1.07, worst 1.11 (claimed: at most 1.10 in each; **not kept**);"
                + " above it: `lenet` 1/8 `3g` 1.11.")
        .contains(
            "| `lan` | 1/8 | `1:conv` | inner | 0.30 | 0.90 | 0.60 | 0.31 | `1:conv` | 1.03"
                + " | 0, 0 of 10 | 0 |")
        .contains("emulated");
  }

  @Test
  void saysFirstThatNoInnerCutWins() {
    String text = text(cell("lan", 900, 700, 600, 600));

    assertThat(text)
        .startsWith("# Where to divide a network: an inner cut never wins")
        .contains("**No inner cut is the best anywhere");
  }

  @Test
  void aCutThatFellBackIsNoCandidateAndListed() {
    MapCell cell =
        cell(figure(INPUT, 600, 100, 1), figure(CONV, 100, 100, 2), figure(OUTPUT, 900, 100, 0));

    assertThat(cell.best().cut()).isEqualTo("input");
    assertThat(cell.unmeasured()).extracting(CutFigure::cut).containsExactly("1:conv");
    assertThat(text(cell))
        .contains("an inner cut never wins")
        .contains("Not measured as themselves: `lenet` 1/8 `lan`: `1:conv` (2 of 100 frames")
        .contains("`input` 1 of 100; `1:conv` 2 of 100");
  }

  @Test
  void whatWasNotInTheFinalsIsNotTheBestHoweverFewItsFramesTook() {
    CutFigure lucky = new CutFigure("1:conv", CutFigure.INNER, 90, 95, 95, 0, 2, 0, false);
    MapCell cell = cell(figure(INPUT, 600, 100, 0), lucky, figure(OUTPUT, 300, 100, 0));

    assertThat(cell.best().cut()).isEqualTo("2:output");
    assertThat(cell.ratio()).isEqualTo(1);
  }

  @Test
  void theCloudHasNoFigureWhereItFellBack() {
    MapCell cell =
        cell(figure(INPUT, 100, 100, 50), figure(CONV, 800, 100, 0), figure(OUTPUT, 900, 100, 0));

    assertThat(cell.cloudP50Micros()).isNaN();
    assertThat(text(cell)).contains("| 0.80 | 0.90 | - |");
  }

  @Test
  void withoutALinkTheDeviceIsTheOracle() {
    MapCell cell =
        cell(CutFigure.unasked(INPUT), CutFigure.unasked(CONV), figure(OUTPUT, 300, 100, 0));

    assertThat(cell.best().cut()).isEqualTo("2:output");
    assertThat(cell.ratio()).isEqualTo(1);
    assertThat(text(cell)).contains("all but the device in 1 cells without a link");
  }

  @Test
  void leavesCutsThatFellBackOutOfThePredictions() {
    MapCell cell =
        cell(
            new CutFigure("input", CutFigure.CLOUD, 100, 100, 90, 0, 10, 3, true),
            new CutFigure("1:conv", CutFigure.INNER, 100, 100, 500, 1, 10, 0, true),
            new CutFigure("2:output", CutFigure.DEVICE, 100, 100, Double.NaN, 0, 10, 0, true));

    assertThat(MapSummary.errors(List.of(cell))).containsExactly(0.1);
    assertThat(text(cell)).contains("over 1 cuts measured as themselves: median error 10.0 %");
  }

  @Test
  void tellsWhatFailed() {
    String text =
        new MapDocument(
                List.of(cell("lan", 900, 700, 600, 600)), List.of("x: y"), PLAN, "http2", "here")
            .text();

    assertThat(text).contains("- Failed: x: y.");
  }

  @Test
  void mediansAreOfTheMiddle() {
    assertThat(Quantiles.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
    assertThat(Quantiles.median(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(3);
    assertThat(Quantiles.median(List.of())).isNaN();
    assertThat(Quantiles.mean(List.of(1.0, 4.0))).isEqualTo(2.5);
  }

  private static String text(MapCell... cells) {
    return new MapDocument(List.of(cells), List.of(), PLAN, "http2", "a machine").text();
  }

  // On a device of an eighth.
  private static MapCell cell(
      String link, double device, double inner, double cloud, double partition) {
    return new MapCell(
        "lenet",
        8,
        link,
        List.of(
            figure(INPUT, cloud, 10, 0), figure(CONV, inner, 10, 0), figure(OUTPUT, device, 10, 0)),
        new PlannedFigure(partition, "1:conv", 0, 10));
  }

  private static MapCell cell(CutFigure... cuts) {
    return new MapCell("lenet", 8, "lan", List.of(cuts), new PlannedFigure(300, "input", 0, 10));
  }

  // Predicted as it was measured.
  private static CutFigure figure(Cut cut, double micros, int frames, int fellBack) {
    return new CutFigure(
        cut.id(), CutFigure.kind(cut), micros, micros, micros, fellBack, frames, 0, true);
  }

  private static Cut cut(int number, String name, boolean hasTail) {
    List<CutTensor> tensors =
        hasTail ? List.of(new CutTensor(name, ElementType.FLOAT32, List.of(1, 4))) : List.of();
    return new Cut(number, name, tensors, null, null);
  }
}
