package org.cbnet.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cbnet.cloud.TestRecords.NOON;
import static org.cbnet.cloud.TestRecords.batch;
import static org.cbnet.cloud.TestRecords.energy;
import static org.cbnet.cloud.TestRecords.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.cbnet.cloud.TestCloud;
import org.cbnet.cloud.comparison.SpeedupEstimator;
import org.cbnet.cloud.query.ConservationQueries;
import org.cbnet.cloud.query.DeviceQueries;
import org.cbnet.cloud.query.RunQueries;
import org.cbnet.cloud.query.Snapshots;
import org.cbnet.cloud.query.StateView;
import org.cbnet.cloud.query.StatsQueries;
import org.cbnet.cloud.store.SnapshotGate;
import org.cbnet.cloud.store.Store;
import org.cbnet.schemas.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpApiTest {
  private static final Clock NOW = Clock.fixed(NOON.plusSeconds(300), ZoneOffset.UTC);

  private final TestCloud cloud = new TestCloud();
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private volatile Optional<String> obstacle = Optional.empty();
  private final HttpApi api = start(cloud.snapshots());

  @AfterEach
  void stop() {
    api.close();
    cloud.close();
  }

  @Test
  void saysThatItLivesAndWhetherItIsReady() throws Exception {
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);

    obstacle = Optional.of("the cloud is rebalancing");

    HttpResponse<String> notReady = get("/health/ready");
    assertThat(notReady.statusCode()).isEqualTo(503);
    assertThat(notReady.headers().firstValue("Retry-After")).contains("1");
    assertThat(json.readTree(notReady.body()).get("message").asText()).contains("rebalancing");
  }

  @Test
  void asksToComeAgainWhileStateIsRestored() throws Exception {
    StateView restoring =
        new StateView() {
          @Override
          public <K, V> ReadOnlyKeyValueStore<K, V> read(Store<K, V> store) {
            throw new InvalidStateStoreException("moved");
          }
        };
    try (HttpApi other = start(new Snapshots(restoring, new SnapshotGate()))) {
      HttpResponse<String> response = get(other, "/api/v1/conservation");

      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.headers().firstValue("Retry-After")).isPresent();
      assertThat(json.readTree(response.body()).get("error").asText()).isEqualTo("not-ready");
    }
  }

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

  @Test
  void pagesThroughDevices() throws Exception {
    for (String id : List.of("pi-3", "pi-1", "pi-5", "pi-2", "pi-4")) {
      cloud.send(batch(id, 0, 1).build());
    }
    List<String> seen = new ArrayList<>();
    String next = "";
    while (!next.equals("null")) {
      JsonNode page = json("/api/v1/devices?limit=2" + (next.isEmpty() ? "" : "&after=" + next));
      assertThat(page.get("devices").size()).isBetween(1, 2);
      seen.addAll(texts(page.get("devices"), "deviceId"));
      next = page.get("next").asText();
    }

    assertThat(seen).containsExactly("pi-1", "pi-2", "pi-3", "pi-4", "pi-5");
  }

  @Test
  void tellsWhatIsKnownOfADevice() throws Exception {
    cloud.send(batch("pi-1", 0, 7).build());
    cloud.send(status("pi-1", 7).build());

    JsonNode device = json("/api/v1/devices/pi-1").get("device");

    assertThat(device.get("heartbeat").get("state").asText()).isEqualTo("running");
    assertThat(device.get("activity").get("results").asLong()).isEqualTo(7);
    assertThat(device.get("acknowledged").asLong()).isEqualTo(7);
  }

  @Test
  void groupsWindowsAndTellsWhichAreFinal() throws Exception {
    Instant recent = NOON.plusSeconds(250);
    cloud.send(batch("pi-1", 0, 3).setSite("a").build());
    cloud.send(batch("pi-2", 0, 4).setSite("b").build());
    var late = batch("pi-3", 0, 5).setSite("b");
    late.getResults().forEach(result -> result.setCaptureMicros(recent.toEpochMilli() * 1000));
    cloud.send(late.build(), recent);

    JsonNode rows = json("/api/v1/stats?window=1m&groupBy=site").get("rows");

    assertThat(texts(rows, "windowStart"))
        .containsExactly("2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z", "2026-03-01T12:04:00Z");
    assertThat(rows)
        .extracting(
            row -> row.get("group").get("site").asText(), row -> row.get("final").asBoolean())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a", true),
            org.assertj.core.groups.Tuple.tuple("b", true),
            org.assertj.core.groups.Tuple.tuple("b", false));
    JsonNode hour = json("/api/v1/stats?window=1h&from=2026-03-01T12:00:00Z").get("rows");
    assertThat(hour).hasSize(1);
    assertThat(hour.get(0).get("results").asLong()).isEqualTo(12);
  }

  @Test
  void leavesOutWindowsOutsideOfTheTimeAskedFor() throws Exception {
    cloud.send(batch("pi-1", 0, 3).build());

    assertThat(json("/api/v1/stats?from=2026-03-01T12:00:01Z&to=2026-03-01T12:02:00Z").get("rows"))
        .isEmpty();
    assertThat(json("/api/v1/stats?from=2026-03-01T11:00:00Z&to=2026-03-01T12:00:00Z").get("rows"))
        .isEmpty();
    assertThat(json("/api/v1/stats?from=2026-03-01T12:00:00Z&to=2026-03-01T12:00:01Z").get("rows"))
        .hasSize(1);
  }

  @Test
  void accountsForEverything() throws Exception {
    cloud.send(batch("pi-1", 0, 7).build());
    cloud.send(batch("pi-1", 0, 7).build());
    cloud.send(status("pi-1", 9).build());
    cloud.sendRaw(Topics.ENERGY_SAMPLES, null, "x".getBytes(StandardCharsets.UTF_8), NOON);

    JsonNode report = json("/api/v1/conservation");

    assertThat(names(report))
        .containsExactly(
            "acknowledged",
            "received",
            "lost",
            "duplicates",
            "doubleCounted",
            "refused",
            "late",
            "records",
            "results",
            "energy",
            "laws",
            "position");
    assertThat(report.get("lost").asLong()).isEqualTo(2);
    assertThat(report.get("duplicates").asLong()).isEqualTo(7);
    assertThat(report.get("records").get("undecodable").asLong()).isEqualTo(1);
    assertThat(report.get("laws"))
        .filteredOn(law -> !law.get("holds").asBoolean())
        .extracting(law -> law.get("name").asText())
        .containsExactly("results received >= acknowledged");
  }

  private HttpApi start(Snapshots snapshots) {
    return HttpApi.start("127.0.0.1", 0, queries(snapshots), () -> obstacle, NOW);
  }

  static Queries queries(Snapshots snapshots) {
    return new Queries(
        new DeviceQueries(snapshots),
        new StatsQueries(snapshots, NOW),
        new RunQueries(snapshots, new SpeedupEstimator(1)),
        new ConservationQueries(snapshots));
  }

  private JsonNode json(String path) throws Exception {
    HttpResponse<String> response = get(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json.readTree(response.body());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return get(api, path);
  }

  private HttpResponse<String> get(HttpApi from, String path) throws Exception {
    URI uri = URI.create(from.address() + path);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> texts(JsonNode rows, String field) {
    List<String> texts = new ArrayList<>();
    rows.forEach(row -> texts.add(row.get(field).asText()));
    return texts;
  }
}
