package org.cbnet.experiments.bench.map;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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

    List<String> options =
        List.of(
            "--backbones=" + LENET,
            "--links=lan,offline",
            "--speeds=30",
            "--rounds=2",
            "--frames=1",
            "--finals=2",
            "--json=" + json,
            "--out=" + page);
    int status = run(options);

    assertThat(status).isZero();
    JsonNode cells = new ObjectMapper().readTree(json.toFile()).get("cells");
    assertThat(cells).hasSize(2);
    assertThat(cells.get(0).get("link").asText()).isEqualTo("lan");
    assertThat(cells.get(0).get("emulated").asBoolean()).isTrue();
    assertThat(cells.get(0).get("cuts")).hasSize(5);
    assertThat(cells.get(0).get("cuts"))
        .allSatisfy(cut -> assertThat(cut.get("p50Micros").asDouble()).isPositive())
        .allSatisfy(cut -> assertThat(cut.get("fellBack").asInt()).isZero());
    // Without a link all is on the device, and the cell says so.
    assertThat(cells.get(1).get("cuts")).hasSize(5);
    assertThat(cells.get(1).get("cuts").get(0).get("measuredAsItself").asBoolean()).isFalse();
    assertThat(cells.get(1).get("cuts").get(4).get("measuredAsItself").asBoolean()).isTrue();
    assertThat(cells.get(1).get("bestKind").asText()).isEqualTo("device");
    assertThat(cells.get(1).get("partitionCut").asText()).isEqualTo("device");
    assertThat(Files.readString(page))
        .startsWith("# Where to divide a network: an inner cut")
        .contains("`lenet`");

    // A run that resumes has nothing left to measure, and says the same.
    String before = Files.readString(page);
    assertThat(run(Stream.concat(options.stream(), Stream.of("--resume")).toList())).isZero();
    assertThat(Files.readString(page)).isEqualTo(before);
  }

  @Test
  void refusesALinkThatIsNone() {
    assertThat(new CommandLine(new MapCommand()).execute("--links=moon")).isEqualTo(2);
    assertThat(new CommandLine(new MapCommand()).execute("--rounds=0")).isEqualTo(2);
  }

  private static int run(List<String> options) {
    return new CommandLine(new MapCommand()).execute(options.toArray(String[]::new));
  }
}
