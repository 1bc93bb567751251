package org.cbnet.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.cbnet.cloud.TestRecords.NOON;
import static org.cbnet.cloud.TestRecords.batch;
import static org.cbnet.cloud.TestRecords.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cbnet.cloud.query.LocalParts;
import org.cbnet.cloud.query.Peers;
import org.cbnet.cloud.query.Snapshots;
import org.cbnet.cloud.store.SnapshotGate;
import org.cbnet.schemas.Topics;
import org.junit.jupiter.api.Test;

class HttpApiTest extends HttpContract {

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

  private static final Snapshots NOWHERE =
      new Snapshots(1, new LocalParts(new SnapshotGate()), Peers.NONE);

  @Test
  void asksToComeAgainWhileStateIsRestored() throws Exception {
    try (HttpApi other = start(NOWHERE)) {
      HttpResponse<String> response = get(other, "/api/v1/conservation");

      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.headers().firstValue("Retry-After")).isPresent();
      assertThat(json.readTree(response.body()).get("error").asText()).isEqualTo("not-ready");
    }
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
        .containsExactly(tuple("a", true), tuple("b", true), tuple("b", false));
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
            "deadLetters",
            "results",
            "energy",
            "paired",
            "laws",
            "position",
            "stale");
    assertThat(report.get("lost").asLong()).isEqualTo(2);
    assertThat(report.get("duplicates").asLong()).isEqualTo(7);
    assertThat(report.get("records").get("undecodable").asLong()).isEqualTo(1);
    assertThat(report.get("laws"))
        .filteredOn(law -> !law.get("holds").asBoolean())
        .extracting(law -> law.get("name").asText())
        .containsExactly("no boot lacks acknowledged results");
  }
}
