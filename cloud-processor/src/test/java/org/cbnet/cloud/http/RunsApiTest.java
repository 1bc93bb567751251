package org.cbnet.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cbnet.cloud.TestRecords.NOON;
import static org.cbnet.cloud.TestRecords.batch;
import static org.cbnet.cloud.TestRecords.energy;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class RunsApiTest extends HttpContract {

  @Test
  void comparesTheStrategiesOfARun() throws Exception {
    cloud.send(batch("pi-1", 0, 10).setRunId("run-1").build());
    cloud.send(energy("pi-1", 0).setRunId("run-1").build());
    cloud.send(batch("pi-2", 0, 4).setRunId("run-1").setStrategy("cbnet").build());
    cloud.send(batch("pi-3", 0, 4).setRunId("run-10").build());

    JsonNode answer = json("/api/v1/experiments/run-1/comparison?baseline=edge-full");

    assertThat(names(answer)).containsExactly("runId", "baseline", "strategies", "position");
    assertThat(answer.get("strategies")).hasSize(2);
    JsonNode row = answer.get("strategies").get(1);
    assertThat(names(row))
        .containsExactly(
            "name",
            "model",
            "config",
            "board",
            "linkProfile",
            "frames",
            "failed",
            "accuracy",
            "latencyMicros",
            "speedupVsBaseline",
            "exitRatio",
            "offloadRatio",
            "fallbackRatio",
            "bytesUpPerFrame",
            "joulesPerInference",
            "energySource");
    assertThat(names(row.get("latencyMicros"))).containsExactly("p50", "p95", "p99", "mean");
    assertThat(names(row.get("speedupVsBaseline"))).containsExactly("ratio", "low", "high");
    assertThat(row.get("name").asText()).isEqualTo("edge-full");
    assertThat(row.get("frames").asLong()).isEqualTo(10);
    assertThat(row.get("accuracy").asDouble()).isEqualTo(1.0);
    assertThat(row.get("latencyMicros").get("mean").asDouble()).isEqualTo(100.0);
    assertThat(row.get("speedupVsBaseline").get("low").isNull()).isTrue();
    assertThat(row.get("exitRatio").isNull()).isTrue();
    assertThat(row.get("joulesPerInference").asDouble()).isEqualTo(0.2);
    assertThat(answer.get("position").get("cbnet.inference.results-0").asLong()).isEqualTo(3);
  }

  @Test
  void listsRunsNewestFirst() throws Exception {
    cloud.send(batch("pi-1", 0, 10).setRunId("older").build(), NOON);
    cloud.send(batch("pi-1", 10, 5).setRunId("newer").build(), NOON.plusSeconds(9));

    JsonNode runs = json("/api/v1/experiments").get("experiments");

    assertThat(texts(runs, "runId")).containsExactly("newer", "older");
    assertThat(runs.get(0).get("frames").asLong()).isEqualTo(5);
    assertThat(runs.get(0).get("firstReceived").asText()).isEqualTo("2026-03-01T12:00:09Z");
    assertThat(json("/api/v1/experiments?limit=1").get("experiments")).hasSize(1);
  }

  @Test
  void takesTheDefaultBaselineBeforeARunHasComeToIt() throws Exception {
    cloud.send(batch("pi-1", 0, 10).setRunId("run-1").setStrategy("cbnet").build());

    JsonNode row = json("/api/v1/experiments/run-1/comparison").get("strategies").get(0);

    assertThat(row.get("speedupVsBaseline").isNull()).isTrue();
  }
}
