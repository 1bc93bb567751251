package org.cbnet.experiments.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.cbnet.experiments.stack.OfflineCount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The main job end to end: real broker, real cloud, real agents, each a process. */
class DemoTest {
  private static final int FRAMES = 120;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void comparesAllStrategiesWithTheAccuracyThatTheyHaveOffline() throws IOException {
    Path json = folder.resolve("demo.json");

    int exitCode =
        demo(
            "--frames",
            "" + FRAMES,
            "--port",
            "0",
            "--json",
            json.toString(),
            "--models",
            OfflineCount.MODELS.toString());

    assertThat(exitCode).as("%s%n%s", out, err).isZero();
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertThat(names(report)).containsExactly("edge-full", "early-exit", "cbnet-paper", "cbnet");
    for (JsonNode row : report.path("strategies")) {
      checkRow(row);
    }
    checkConservation(report.path("conservation"), 4 * FRAMES);
    assertThat(report.path("environment").path("processors").asInt()).isPositive();
    assertThat(out.toString())
        .contains("demo figures; for claims run `./cbnet evaluate` and `./cbnet experiment`")
        .contains("modelled from the agent's own CPU time")
        .contains("page: http://127.0.0.1:");
  }

  @Test
  void aBundleTakesPartUnderItsOwnName() throws IOException {
    Path json = folder.resolve("demo.json");

    int exitCode =
        demo(
            "--strategies",
            "early-exit,cbnet@margin",
            "--frames",
            "25",
            "--port",
            "0",
            "--json",
            json.toString(),
            "--models",
            OfflineCount.MODELS.toString());

    assertThat(exitCode).as("%s%n%s", out, err).isZero();
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertThat(names(report)).containsExactly("early-exit", "cbnet@margin");
    checkConservation(report.path("conservation"), 2 * 25);
  }

  @Test
  void saysWhatIsWrongWithItsOptions() {
    assertThat(demo("--strategies", "nothing,edge-full")).isEqualTo(2);
    assertThat(err.toString()).contains("unknown strategy 'nothing'").contains("cbnet-paper");
    assertThat(demo("--strategies", "tuned", "--models", OfflineCount.MODELS.toString()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("or a bundle of", "branchynet-tuned");

    assertThat(demo("--frames", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--frames must be at least 1: 0");

    assertThat(demo("--board", "abacus", "--models", OfflineCount.MODELS.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("unknown board 'abacus'").contains("rbp3b+1.3");

    assertThat(demo("--json", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("--json " + folder).contains("is a folder");

    assertThat(demo("--models", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("no bundle").contains("./cbnet train");

    assertThat(demo("--frames", "70001", "--models", OfflineCount.MODELS.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("--frames 70001 is more than");
  }

  @Test
  void namesAPortThatIsInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThat(demo("--port", "" + port, "--models", OfflineCount.MODELS.toString())).isOne();
      assertThat(err.toString()).contains("port %d on 127.0.0.1 is in use".formatted(port));
    }
  }

  private int demo(String... arguments) {
    return new CommandLine(new DemoCommand(Clock.systemUTC()))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private static List<String> names(JsonNode report) {
    List<String> names = new ArrayList<>();
    report.path("strategies").forEach(row -> names.add(row.path("name").asText()));
    return names;
  }

  private static void checkRow(JsonNode row) throws IOException {
    String name = row.path("name").asText();
    OfflineCount offline = OfflineCount.of(name, FRAMES);
    assertThat(row.path("frames").asInt()).as(name).isEqualTo(FRAMES);
    assertThat(row.path("accuracy").asDouble()).as(name).isEqualTo(offline.accuracy());
    if (name.equals("early-exit")) {
      assertThat(row.path("exitRatio").asDouble()).isEqualTo((double) offline.early() / FRAMES);
    }
    JsonNode latency = row.path("latencyMicros");
    assertThat(latency.path("p50").asDouble()).as(name).isPositive();
    assertThat(latency.path("p99").asDouble())
        .as(name)
        .isGreaterThanOrEqualTo(latency.path("p50").asDouble());
    assertThat(row.path("speedupVsBaseline").path("ratio").asDouble()).as(name).isPositive();
    assertThat(row.path("bytesUpPerFrame").asDouble()).as(name).isPositive();
    assertThat(row.path("joulesPerInference").isNumber()).as(name).isTrue();
    assertThat(row.path("energySource").asText()).isEqualTo("model:rbp4b1.2-64");
  }

  private static void checkConservation(JsonNode conservation, int results) {
    assertThat(conservation.path("acknowledged").asInt()).isEqualTo(results);
    assertThat(conservation.path("received").asInt()).isEqualTo(results);
    assertThat(conservation.path("lost").asInt()).isZero();
    assertThat(conservation.path("doubleCounted").asInt()).isZero();
    assertThat(conservation.path("refused").asInt()).isZero();
    assertThat(conservation.path("late").asInt()).isZero();
  }
}
