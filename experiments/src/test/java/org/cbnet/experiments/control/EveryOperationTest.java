package org.cbnet.experiments.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cbnet.experiments.broker.EmbeddedBroker;
import org.cbnet.inference.bundle.signing.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls every operation that a whole cloud describes, those that change something too. */
class EveryOperationTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HASH = "0123456789abcdef".repeat(4);
  private static final String NEW = "If-None-Match: *";
  private static final String ANY = "If-Match: *";
  private static final String NOTHING = "";

  /** In the order of the calls, so that a change comes before what reads it. */
  private static final List<Example> EXAMPLES =
      List.of(
          get("/health/live", 200),
          get("/health/ready", 200),
          get("/openapi.json", 200),
          get("/metrics", 200),
          put("/api/v1/registry/{deviceId}", NEW, "{\"state\":\"active\",\"site\":\"lab\"}"),
          get("/api/v1/registry/{deviceId}", 200),
          get("/api/v1/registry", 200),
          get("/api/v1/devices", 200),
          get("/api/v1/devices/{id}", 200),
          get("/api/v1/devices/{id}/desired", 200),
          delete("/api/v1/registry/{deviceId}", ANY, 204),
          put("/api/v1/desired/default", NEW, "{\"rate\":2}"),
          get("/api/v1/desired/default", 200),
          put("/api/v1/desired/groups/{name}", NEW, "{\"rate\":2,\"priority\":1}"),
          get("/api/v1/desired/groups/{name}", 200),
          put("/api/v1/desired/devices/{id}", NEW, "{\"rate\":2}"),
          get("/api/v1/desired/devices/{id}", 200),
          get("/api/v1/desired", 200),
          delete("/api/v1/desired/default", ANY, 204),
          delete("/api/v1/desired/groups/{name}", ANY, 204),
          delete("/api/v1/desired/devices/{id}", ANY, 204),
          get("/api/v1/stats", 200),
          get("/api/v1/experiments", 200),
          get("/api/v1/experiments/{runId}/comparison", 404),
          delete("/api/v1/experiments/{runId}", NOTHING, 404),
          get("/api/v1/alerts", 200),
          get("/api/v1/conservation", 200),
          get("/api/v1/live", 200),
          get("/api/v1/session", 200),
          post("/api/v1/session", "{\"token\":\"any\"}", 200),
          delete("/api/v1/session", NOTHING, 204),
          get("/api/v1/dead-letters", 200),
          get("/api/v1/dead-letters/{partition}/{offset}", 404),
          post("/api/v1/dead-letters/replay", "{}", 200),
          new Example("put", "/api/v1/bundles/{hash}/{file}", NOTHING, "abc", 200),
          get("/api/v1/bundles/{hash}/staging", 200),
          post("/api/v1/bundles/{hash}", null, 400),
          get("/api/v1/bundles", 200),
          get("/api/v1/bundles/{hash}", 404),
          get("/api/v1/bundles/{hash}/{file}", 404),
          // What was uploaded is there to be removed, though nothing was published.
          delete("/api/v1/bundles/{hash}", NOTHING, 200),
          post("/api/v1/rollouts", "{\"bundle\":\"%s\"}".formatted(HASH), 400),
          get("/api/v1/rollouts", 200),
          get("/api/v1/rollouts/{number}", 404),
          post("/api/v1/rollouts/{number}/halt", "{}", 404),
          post(
              "/internal/v1/parts",
              "{\"question\":{\"type\":\"runs\"},\"partitions\":[0],\"copies\":false}",
              200));

  private static final Map<String, String> VALUES =
      Map.of(
          "deviceId", "pi-1",
          "id", "pi-1",
          "name", "north",
          "runId", "none",
          "partition", "0",
          "offset", "0",
          "hash", HASH,
          "file", "model.onnx",
          "number", "r7");

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir private Path folder;

  private record Example(String method, String path, String header, String body, int status) {
    private String name() {
      // A roll-out's id is no device's.
      return method + " " + path.replace("{number}", "{id}");
    }
  }

  private static Example get(String path, int status) {
    return new Example("get", path, NOTHING, null, status);
  }

  private static Example put(String path, String header, String body) {
    return new Example("put", path, header, body, 200);
  }

  private static Example post(String path, String body, int status) {
    return new Example("post", path, NOTHING, body, status);
  }

  private static Example delete(String path, String header, int status) {
    return new Example("delete", path, header, null, status);
  }

  @Test
  void everyOperationAnswersAsItIsDescribed() throws Exception {
    Path key = Files.writeString(folder.resolve("key.pem"), SigningKey.generate().privatePem());
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        CloudInstance cloud =
            CloudInstance.start(
                broker.bootstrapServers(),
                folder.resolve("cloud"),
                Map.of("CBNET_CONTROL_KEY_FILE", key.toString()),
                Clock.systemUTC())) {
      cloud.awaitTables().await("/health/ready", any -> true);
      cloud.await("/api/v1/bundles", any -> true);
      JsonNode description = CloudInstance.json(cloud.get("/openapi.json"));

      for (Example example : EXAMPLES) {
        call(cloud, description, example);
      }

      List<String> described = new ArrayList<>();
      for (var path : description.path("paths").properties()) {
        path.getValue()
            .fieldNames()
            .forEachRemaining(method -> described.add(method + " " + path.getKey()));
      }
      assertThat(EXAMPLES).extracting(Example::name).containsExactlyInAnyOrderElementsOf(described);
    }
  }

  private void call(CloudInstance cloud, JsonNode description, Example example) throws Exception {
    JsonNode operation =
        description.path("paths").path(example.name().split(" ", 2)[1]).path(example.method());
    HttpResponse<InputStream> answer = client.send(request(cloud, operation, example), open());
    try (InputStream body = answer.body()) {
      JsonNode described = operation.path("responses").path(Integer.toString(example.status()));
      if (described.path("content").has("text/event-stream")) {
        assertThat(answer.statusCode()).as(example.name()).isEqualTo(example.status());
        return;
      }
      String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer.statusCode())
          .as("%s: %s", example.name(), text)
          .isEqualTo(example.status());
      if (described.isMissingNode()) {
        assertThat(JSON.readTree(text).path("message").asText()).as(example.name()).isNotEmpty();
      } else if (!text.isEmpty() && !described.at("/content/application~1json").isMissingNode()) {
        assertFields(description, described, JSON.readTree(text), example);
      }
    }
  }

  private static void assertFields(
      JsonNode description, JsonNode described, JsonNode answer, Example example) {
    String ref = described.at("/content/application~1json/schema/$ref").asText("#");
    JsonNode required = description.at(ref.substring(1)).path("required");
    for (JsonNode field : required) {
      assertThat(answer.has(field.asText())).as("%s %s", example.name(), field).isTrue();
    }
  }

  private static HttpRequest request(CloudInstance cloud, JsonNode operation, Example example) {
    String path = example.path();
    for (var value : VALUES.entrySet()) {
      path = path.replace("{%s}".formatted(value.getKey()), value.getValue());
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(cloud.address().resolve(path)).timeout(CloudInstance.PATIENCE);
    if (!example.header().isEmpty()) {
      String[] header = example.header().split(": ", 2);
      assertThat(operation.path("parameters").findValuesAsText("name"))
          .as(example.name())
          .contains(header[0]);
      request.header(header[0], header[1]);
    }
    String type =
        operation.at("/requestBody/content").fieldNames().hasNext()
            ? operation.at("/requestBody/content").fieldNames().next()
            : "";
    assertThat(type.isEmpty()).as(example.name()).isEqualTo(example.body() == null);
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    return request
        .method(
            example.method().toUpperCase(Locale.ROOT),
            example.body() == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(example.body()))
        .build();
  }

  private static HttpResponse.BodyHandler<InputStream> open() {
    return HttpResponse.BodyHandlers.ofInputStream();
  }
}
