package org.cbnet.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cbnet.cloud.TestRecords.batch;
import static org.cbnet.cloud.TestRecords.energy;
import static org.cbnet.cloud.TestRecords.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Calls every operation that the description has, and holds the answers against it. */
class OpenApiTest extends HttpContract {
  private static final Example GET = new Example("", null);

  /** An operation without an example here fails the test. */
  private static final Map<String, Example> EXAMPLES =
      Map.ofEntries(
          Map.entry("get /health/live", GET),
          Map.entry("get /health/ready", GET),
          Map.entry("get /openapi.json", GET),
          Map.entry("get /api/v1/devices", new Example("?limit=5&site=lab&stale=false", null)),
          Map.entry("get /api/v1/devices/{id}", GET),
          Map.entry("get /api/v1/stats", new Example("?groupBy=strategy,site", null)),
          Map.entry("get /api/v1/experiments", GET),
          Map.entry("get /api/v1/experiments/{runId}/comparison", GET),
          Map.entry("delete /api/v1/experiments/{runId}", GET),
          Map.entry("get /api/v1/alerts", GET),
          Map.entry("get /api/v1/conservation", GET),
          Map.entry(
              "post /internal/v1/parts",
              new Example(
                  "", "{\"question\":{\"type\":\"runs\"},\"partitions\":[0],\"copies\":false}")),
          Map.entry("get /api/v1/live", GET),
          Map.entry("get /api/v1/session", GET),
          Map.entry("post /api/v1/session", new Example("", "{\"token\":\"any\"}")),
          Map.entry("delete /api/v1/session", GET));

  private static final Map<String, String> PATH_VALUES = Map.of("id", "pi-1", "runId", "run-1");

  private record Example(String query, String body) {}

  @Test
  void everyOperationAnswersAsItIsDescribed() throws Exception {
    cloud.send(batch("pi-1", 0, 10).setRunId("run-1").build());
    cloud.send(batch("pi-2", 0, 4).setRunId("run-1").setStrategy("cbnet").build());
    cloud.send(energy("pi-1", 0).setRunId("run-1").build());
    cloud.send(status("pi-1", 10).build());
    JsonNode description = json("/openapi.json");
    TreeSet<String> called = new TreeSet<>();

    for (var path : description.get("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        String name = operation.getKey() + " " + path.getKey();
        assertThat(EXAMPLES).as("examples of this test").containsKey(name);
        call(description, name, path.getKey(), operation.getValue());
        called.add(name);
      }
    }

    assertThat(description.get("openapi").asText()).isEqualTo("3.1.0");
    assertThat(called).containsExactlyInAnyOrderElementsOf(EXAMPLES.keySet());
  }

  @Test
  void noticesAnAnswerThatIsNotAsDescribed() throws Exception {
    JsonNode description = json("/openapi.json");
    JsonNode schema = description.at("/components/schemas/ConservationReport");
    SchemaCheck check = new SchemaCheck(description);

    assertThat(check.defects(schema, json.readTree("{\"acknowledged\":\"1\"}")))
        .anyMatch(defect -> defect.contains("/acknowledged"))
        .anyMatch(defect -> defect.contains("lacks"));
    assertThat(check.defects(schema, json.readTree("{\"extra\":1}")))
        .anyMatch(defect -> defect.contains("extra"));
  }

  private void call(JsonNode description, String name, String path, JsonNode operation)
      throws Exception {
    Example example = EXAMPLES.get(name);
    HttpResponse<InputStream> answer =
        send(name.split(" ", 2)[0], filled(path) + example.query(), example);
    String code = Integer.toString(answer.statusCode());
    assertThat(names(operation.get("responses"))).as(name).contains(code);
    JsonNode content = operation.at("/responses/" + code).path("content");
    if (content.isMissingNode()) {
      return;
    }
    String type = answer.headers().firstValue("Content-Type").orElseThrow().split(";", 2)[0];
    assertThat(names(content)).as(name).contains(type);
    try (InputStream body = answer.body()) {
      JsonNode schema = content.get(type).path("schema");
      if (!schema.isMissingNode()) {
        JsonNode value = json.readTree(new String(body.readAllBytes(), StandardCharsets.UTF_8));
        assertThat(new SchemaCheck(description).defects(schema, value)).as(name).isEmpty();
      }
    }
  }

  private HttpResponse<InputStream> send(String method, String path, Example example)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(api.address() + path)).timeout(Duration.ofSeconds(20));
    if (example.body() != null) {
      request.header("Content-Type", "application/json");
    }
    HttpRequest.BodyPublisher body =
        example.body() == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(example.body());
    return client.send(
        request.method(method.toUpperCase(Locale.ROOT), body).build(),
        HttpResponse.BodyHandlers.ofInputStream());
  }

  private static String filled(String path) {
    String filled = path;
    for (var value : PATH_VALUES.entrySet()) {
      filled = filled.replace("{%s}".formatted(value.getKey()), value.getValue());
    }
    return filled;
  }
}
