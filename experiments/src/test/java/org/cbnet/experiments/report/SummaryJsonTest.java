package org.cbnet.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.cbnet.experiments.summary.ArmSummary;
import org.cbnet.experiments.summary.ConditionSummary;
import org.cbnet.experiments.summary.Summary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryJsonTest {
  @TempDir Path folder;

  @Test
  void readsWhatItWrote() throws IOException {
    Summary summary =
        new Summaries()
            .hypotheses()
            .map(List.of("none", "wifi"), List.of(1.0, 4.0))
            .problems("a \"problem\"")
            .make();
    Path file = folder.resolve("summary.json");

    Files.writeString(file, SummaryJson.write(summary));

    assertThat(SummaryJson.read(file)).isEqualTo(summary);
  }

  @Test
  void whatIsNotThereIsNull() throws IOException {
    Summary summary = withoutFigures(new Summaries().make());

    String json = SummaryJson.write(summary);

    assertThat(json).doesNotContain("NaN");
    JsonNode strategy = new ObjectMapper().readTree(json).path("strategies").path(0);
    for (String key :
        List.of(
            "accuracy",
            "latencyMicros",
            "speedupVsBaseline",
            "exitRatio",
            "joulesPerInference",
            "energySource")) {
      assertThat(strategy.has(key) && strategy.get(key).isNull()).as(key).isTrue();
    }
    assertThat(SummaryJson.read(json)).isEqualTo(summary);
  }

  @Test
  void hasTheKeysThatAreAPromise() throws IOException {
    JsonNode json =
        new ObjectMapper().readTree(SummaryJson.write(new Summaries().hypotheses().make()));

    assertThat(json.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "strategies",
            "runId",
            "started",
            "seconds",
            "definition",
            "environment",
            "conservation",
            "conditions",
            "paperTimes",
            "alignments",
            "verdicts",
            "problems",
            "notMeasured",
            "valid");
    JsonNode strategy = json.path("strategies").path(2);
    assertThat(strategy.fieldNames())
        .toIterable()
        .containsExactly(
            "name",
            "frames",
            "accuracy",
            "latencyMicros",
            "speedupVsBaseline",
            "exitRatio",
            "offloadRatio",
            "fallbackRatio",
            "bytesUpPerFrame",
            "joulesPerInference",
            "energySource");
    assertThat(strategy.path("name").asText()).isEqualTo("cbnet");
    assertThat(strategy.path("speedupVsBaseline").path("ratio").asDouble()).isEqualTo(2.8);
    assertThat(strategy.path("latencyMicros").fieldNames())
        .toIterable()
        .containsExactly("p50", "p95", "p99", "mean");
    assertThat(json.path("conservation").path("acknowledged").asLong()).isEqualTo(9_001);
    assertThat(json.path("valid").asBoolean()).isTrue();
    assertThat(json.path("started").asText()).isEqualTo("2030-01-02T03:04:05.678Z");
    assertThat(json.path("definition").path("dataSets").path(0).asText()).isEqualTo("kmnist");
    assertThat(json.path("verdicts").path(1).path("hypothesis").path("kind").asText())
        .isEqualTo("faster-on-average");
    assertThat(json.path("conditions").path(0).path("arms").path(0).path("latencyMicros"))
        .isNotEmpty();
  }

  @Test
  void refusesWhatIsNoSummary() throws IOException {
    String json = SummaryJson.write(new Summaries().make());
    Path file =
        Files.writeString(folder.resolve("broken.json"), json.replace("\"kmnist\"", "\"x\""));

    assertThatThrownBy(() -> SummaryJson.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("broken.json")
        .hasMessageContaining("unknown data set 'x'");
    assertThatThrownBy(() -> SummaryJson.read(json.replace("\"seconds\"", "\"secs\"")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("secs");
  }

  private static Summary withoutFigures(Summary summary) {
    ConditionSummary condition = summary.conditions().get(0);
    ArmSummary arm = condition.arms().get(0);
    ArmSummary bare =
        new ArmSummary(
            arm.name(),
            arm.strategy(),
            arm.network(),
            0,
            0,
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Double.NaN,
            0,
            0,
            Double.NaN,
            0,
            Optional.empty());
    return new Summary(
        summary.runId(),
        summary.definition(),
        summary.started(),
        summary.seconds(),
        summary.environment(),
        summary.conservation(),
        List.of(new ConditionSummary(condition.condition(), bare.name(), List.of(bare))),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        summary.notMeasured());
  }
}
