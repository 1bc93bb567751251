package org.cbnet.experiments.bench.map;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(300)
class MapBenchTest {
  private static final Path LENET = Path.of("..", "models", "fashion-mnist", "lenet");

  @TempDir Path folder;

  @Test
  void measuresEveryCutAndWhatChoosesAmongThem() throws Exception {
    Path json = folder.resolve("map.json");
    Path page = folder.resolve("map.md");

    int status =
        new CommandLine(new MapCommand())
            .execute(
                "--backbones=" + LENET,
                "--links=lan,offline",
                "--speeds=30",
                "--rounds=2",
                "--frames=1",
                "--json=" + json,
                "--out=" + page);

    assertThat(status).isZero();
    JsonNode cells = new ObjectMapper().readTree(json.toFile()).get("cells");
    assertThat(cells).hasSize(2);
    assertThat(cells.get(0).get("link").asText()).isEqualTo("lan");
    assertThat(cells.get(0).get("emulated").asBoolean()).isTrue();
    assertThat(cells.get(0).get("cuts")).hasSize(5);
    assertThat(cells.get(0).get("cuts"))
        .allSatisfy(cut -> assertThat(cut.get("p50Micros").asDouble()).isPositive());
    // Without a link all is on the device.
    assertThat(cells.get(1).get("cuts")).hasSize(1);
    assertThat(cells.get(1).get("partitionCut").asText()).isEqualTo("device");
    assertThat(Files.readString(page))
        .startsWith("# Where to divide a network")
        .contains("`lenet`");
  }

  @Test
  void refusesALinkThatIsNone() {
    assertThat(new CommandLine(new MapCommand()).execute("--links=moon")).isEqualTo(2);
    assertThat(new CommandLine(new MapCommand()).execute("--rounds=0")).isEqualTo(2);
  }
}
