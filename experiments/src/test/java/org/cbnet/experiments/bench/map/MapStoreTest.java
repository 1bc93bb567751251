package org.cbnet.experiments.bench.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapStoreTest {
  private static final MapCell CELL =
      new MapCell(
          "lenet",
          8,
          "offline",
          List.of(
              new CutFigure(
                  "input", CutFigure.CLOUD, Double.NaN, Double.NaN, Double.NaN, 0, 0, 0, false),
              new CutFigure("1:output", CutFigure.DEVICE, 10, 11, 12, 0, 4, 2, true)),
          new PlannedFigure(10.5, "device", 1, 4));

  @TempDir Path folder;

  @Test
  void whatWasAddedIsThereForTheNextRun() throws IOException {
    MapStore first = store("a");
    first.add(CELL);

    MapStore next = store("a");
    next.resume();

    assertThat(next.find("lenet", 8, "offline")).contains(CELL);
    assertThat(next.find("lenet", 1, "offline")).isEmpty();
    assertThat(next.find("lenet", 8, "lan")).isEmpty();
    assertThat(next.find("resnet", 8, "offline")).isEmpty();
  }

  @Test
  void refusesWhatWasMeasuredOtherwise() throws IOException {
    store("a").add(CELL);

    assertThatThrownBy(() -> store("b").resume())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("can't be resumed");
  }

  @Test
  void beginsWithNothingWhereThereIsNoFile() throws IOException {
    MapStore store = store("a");
    store.resume();

    assertThat(store.find("lenet", 8, "offline")).isEmpty();
    assertThat(Files.exists(folder.resolve("map.json"))).isFalse();
  }

  private MapStore store(String machine) {
    ObjectNode settings = new ObjectMapper().createObjectNode().put("machine", machine);
    return new MapStore(folder.resolve("map.json"), settings.put("seed", 1L));
  }
}
