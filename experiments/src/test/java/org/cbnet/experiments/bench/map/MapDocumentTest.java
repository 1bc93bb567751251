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
  private static final MapPlan PLAN =
      new MapPlan(
          List.of(Path.of("lenet")),
          List.of(1.0),
          List.of(LinkProfiles.LAN),
          5,
          2,
          Duration.ofSeconds(3),
          1);

  @Test
  void beginsWithWhereAnInnerCutWins() {
    String text = text(cell("lan", 900, 300, 600, 310), cell("3g", 900, 3000, 6000, 1000));

    assertThat(text.lines().toList().get(2))
        .isEqualTo("An inner cut is the best for `lenet` on a device of 1/8 over `lan`.");
    assertThat(text)
        .contains("All on the device is the best in 1 of 2 cells, an inner cut in 1")
        .contains("all in the cloud in 0")
        .contains("1 of 2 cells (not: `lenet` 1/8 `3g` 1.11); the worst is 1.11")
        .contains(
            "| `lan` | 1/8 | `1:conv` | inner | 0.30 | 0.90 | 0.60 | 0.31 | `1:conv` | 1.03 |")
        .contains("emulated");
  }

  @Test
  void saysFirstThatNoInnerCutWins() {
    String text = text(cell("lan", 900, 700, 600, 600));

    assertThat(text.lines().toList().get(2)).startsWith("**No inner cut is the best anywhere");
  }

  @Test
  void leavesFramesThatFellBackOutOfThePredictions() {
    CutFigure good = new CutFigure(cut(0, "input", true), 100, 100, 90, 0, 10);
    CutFigure fellBack = new CutFigure(cut(1, "conv", true), 100, 100, 500, 1, 10);
    CutFigure unknown = new CutFigure(cut(2, "output", false), 100, 100, Double.NaN, 0, 10);
    MapCell cell = new MapCell("lenet", 1, "lan", List.of(good, fellBack, unknown), 100, "input");

    assertThat(new MapDocument(List.of(cell), PLAN, "http2", "here").errors()).containsExactly(0.1);
  }

  @Test
  void mediansAreOfTheMiddle() {
    assertThat(Quantiles.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
    assertThat(Quantiles.median(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(3);
    assertThat(Quantiles.median(List.of())).isNaN();
    assertThat(Quantiles.mean(List.of(1.0, 4.0))).isEqualTo(2.5);
  }

  private static String text(MapCell... cells) {
    return new MapDocument(List.of(cells), PLAN, "http2", "a machine").text();
  }

  // On a device of an eighth.
  private static MapCell cell(
      String link, double device, double inner, double cloud, double partition) {
    return new MapCell(
        "lenet",
        8,
        link,
        List.of(
            new CutFigure(cut(0, "input", true), cloud, cloud, cloud, 0, 10),
            new CutFigure(cut(1, "conv", true), inner, inner, inner, 0, 10),
            new CutFigure(cut(2, "output", false), device, device, device, 0, 10)),
        partition,
        "1:conv");
  }

  private static Cut cut(int number, String name, boolean hasTail) {
    List<CutTensor> tensors =
        hasTail ? List.of(new CutTensor(name, ElementType.FLOAT32, List.of(1, 4))) : List.of();
    return new Cut(number, name, tensors, null, null);
  }
}
