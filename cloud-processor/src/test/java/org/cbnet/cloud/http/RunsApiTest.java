package org.cbnet.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.cbnet.cloud.TestRecords.NOON;
import static org.cbnet.cloud.TestRecords.batch;
import static org.cbnet.cloud.TestRecords.energy;
import static org.cbnet.cloud.TestRecords.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;
import org.junit.jupiter.api.Test;

class RunsApiTest extends HttpContract {

  @Test
  void comparesTheStrategiesOfARun() throws Exception {
    cloud.send(batch("pi-1", 0, 10).setRunId("run-1").build());
    cloud.send(energy("pi-1", 0).setRunId("run-1").build());
    cloud.send(batch("pi-2", 0, 4).setRunId("run-1").setStrategy("cbnet").build());
    cloud.send(batch("pi-3", 0, 4).setRunId("run-10").build());

    JsonNode answer = json("/api/v1/experiments/run-1/comparison?baseline=edge-full");

    assertThat(names(answer))
        .containsExactly("runId", "baseline", "strategies", "paired", "position", "stale");
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
    assertThat(json("/api/v1/experiments").get("next").isNull()).isTrue();
  }

  @Test
  void listsRunsPageByPageWhateverBeginsMeanwhile() throws Exception {
    for (int i = 0; i < 3; i++) {
      cloud.send(batch("pi-" + i, 0, 1).setRunId("run-" + i).build(), NOON.plusSeconds(i));
    }
    JsonNode first = json("/api/v1/experiments?limit=2");
    cloud.send(batch("pi-9", 0, 1).setRunId("run-9").build(), NOON.plusSeconds(9));

    JsonNode second = json("/api/v1/experiments?limit=2&after=" + first.get("next").asText());

    assertThat(texts(first.get("experiments"), "runId")).containsExactly("run-2", "run-1");
    assertThat(texts(second.get("experiments"), "runId")).containsExactly("run-0");
    assertThat(second.get("next").isNull()).isTrue();
  }

  @Test
  void comparesThePairedFramesOfARun() throws Exception {
    cloud.send(paired("pi-1", "edge-full", 0, 90_000).build());
    cloud.send(paired("pi-2", "cbnet", 0, 30_000).build());
    cloud.send(paired("pi-2", "cbnet", 20, 30_000).build());

    JsonNode paired = json("/api/v1/experiments/run-1/comparison").get("paired");

    JsonNode cohort = paired.get("cohorts").get(0);
    assertThat(names(cohort))
        .containsExactly(
            "dataset",
            "board",
            "linkProfile",
            "arms",
            "frames",
            "open",
            "unpaired",
            "unpairedOutcomes",
            "repeated",
            "unexpected",
            "pairs");
    assertThat(cohort.get("frames").asLong()).isEqualTo(20);
    assertThat(cohort.get("open").asLong()).isEqualTo(20);
    JsonNode pair = cohort.get("pairs").get(0);
    assertThat(names(pair))
        .containsExactly(
            "name",
            "model",
            "config",
            "baselineModel",
            "baselineConfig",
            "frames",
            "bothRight",
            "baselineOnly",
            "strategyOnly",
            "bothWrong",
            "unlabelled",
            "failed",
            "mcnemarExactP",
            "accuracyDifference",
            "latencyDifferenceMicros",
            "verdict");
    assertThat(pair.get("name").asText()).isEqualTo("cbnet");
    assertThat(pair.get("baselineOnly").asLong()).isEqualTo(7);
    assertThat(pair.get("bothRight").asLong()).isEqualTo(13);
    assertThat(pair.get("mcnemarExactP").asDouble()).isCloseTo(2.0 / 128, within(1e-12));
    assertThat(pair.get("accuracyDifference").get("difference").asDouble()).isEqualTo(-0.35);
    assertThat(pair.get("latencyDifferenceMicros").get("mean").asDouble()).isEqualTo(-60.0);
    assertThat(pair.get("latencyDifferenceMicros").get("median").asDouble())
        .isCloseTo(-60, within(0.7));
    assertThat(pair.get("verdict").asText()).isEqualTo("less-accurate-so-far");
    assertThat(paired.get("position").get("cbnet.paired.outcomes-0").asLong()).isEqualTo(3);
  }

  @Test
  void saysThatFramesWereLeftOut() throws Exception {
    cloud.send(paired("pi-1", "edge-full", 0, 90_000).build());
    cloud.send(paired("pi-2", "cbnet", 0, 30_000).build());
    cloud.send(paired("pi-2", "cbnet", 20, 30_000).build());
    cloud.advanceWallClock(Duration.ofMinutes(62));

    JsonNode cohort =
        json("/api/v1/experiments/run-1/comparison").get("paired").get("cohorts").get(0);

    assertThat(cohort.get("unpaired").asLong()).isEqualTo(20);
    assertThat(cohort.get("pairs").get(0).get("verdict").asText())
        .isEqualTo("less-accurate-unpaired-frames-left-out");
  }

  @Test
  void forgetsARunThatIsDeleted() throws Exception {
    cloud.send(paired("pi-1", "edge-full", 0, 90_000).build());
    cloud.send(batch("pi-3", 0, 4).setRunId("run-2").build());

    assertThat(delete("/api/v1/experiments/run-1").statusCode()).isEqualTo(202);

    assertThat(texts(json("/api/v1/experiments").get("experiments"), "runId"))
        .containsExactly("run-2");
    assertThat(get("/api/v1/experiments/run-1/comparison").statusCode()).isEqualTo(404);
    assertThat(delete("/api/v1/experiments/run-1").statusCode()).isEqualTo(404);
    assertThat(audit).containsExactly("local run.delete run-1 done");
  }

  private HttpResponse<String> delete(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(api.address() + path)).DELETE().build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** Twenty frames; cbnet is wrong about the first seven. */
  private static ResultBatch.Builder paired(String device, String strategy, int first, long nanos) {
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      int predicted = strategy.equals("cbnet") && i < 7 ? 3 : 7;
      results.add(
          result("kmnist-" + (first + i))
              .setPredictedLabel(predicted)
              .setTotalNanos(nanos)
              .build());
    }
    return batch(device, first, 0)
        .setRunId("run-1")
        .setStrategy(strategy)
        .setPairedArms(2)
        .setResults(results);
  }

  @Test
  void takesTheDefaultBaselineBeforeARunHasComeToIt() throws Exception {
    cloud.send(batch("pi-1", 0, 10).setRunId("run-1").setStrategy("cbnet").build());

    JsonNode row = json("/api/v1/experiments/run-1/comparison").get("strategies").get(0);

    assertThat(row.get("speedupVsBaseline").isNull()).isTrue();
  }
}
