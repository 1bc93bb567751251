package org.cbnet.experiments.bench.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MapProgressTest {
  private static final MapCell CELL =
      new MapCell(
          "lenet",
          1,
          "lan",
          List.of(new CutFigure("1:output", CutFigure.DEVICE, 10, 11, 12, 0, 4, 0, true)),
          new PlannedFigure(10.5, "device", 0, 4));

  private final List<String> lines = new ArrayList<>();
  private long nanos = 1;

  @Test
  void tellsAnEstimateAndThenTheTimeLeftByWhatTheCellsTook() {
    MapProgress progress = new MapProgress(lines::add, () -> nanos);

    progress.begins(3, 2, 600);
    nanos += 100_000_000_000L;
    progress.measured(CELL, 200);
    nanos += 200_000_000_000L;
    progress.failed("x", 100);
    progress.measured(CELL, 300);

    assertThat(lines.get(0)).startsWith("3 cells to measure (2 kept), about 10 min");
    // It took half of what was estimated for it, so 400 s more will take 200.
    assertThat(lines.get(2)).contains("1:output").endsWith("1 of 3, 3 min");
    // 300 s for 300, so 300 more.
    assertThat(lines.get(3)).isEqualTo("failed: x  2 of 3, 5 min");
    assertThat(lines.get(4)).endsWith("3 of 3, 0 s");
  }
}
