package org.cbnet.cloud.http;

import static org.cbnet.cloud.TestRecords.NOON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.cbnet.cloud.access.Role;
import org.cbnet.cloud.config.CloudConfig;
import org.junit.jupiter.api.AfterEach;

/** A server that asks for tokens, with an operation for each role. */
abstract class AccessContract {
  static final String JSON = "application/json";

  final TestTokens tokens = new TestTokens();
  final ObjectMapper json = new ObjectMapper();
  final HttpClient client = HttpClient.newHttpClient();
  final HandClock clock = new HandClock();
  final HttpApi api = HttpApi.start(new CloudConfig.Http("127.0.0.1", 0), tokens, clock, routes());

  /** What the operations take in and answer with. */
  record Note(String text) {}

  /** A clock that a test moves. */
  static final class HandClock extends Clock {
    private volatile Instant now = NOON;

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  static List<Route> routes() {
    return List.of(
        Route.get("/api/v1/open", "Everybody")
            .open()
            .answers(Note.class, context -> new Note("open")),
        Route.get("/api/v1/read", "Readers").answers(Note.class, AccessContract::who),
        Route.put("/api/v1/change", "Operators")
            .json(Note.class)
            .answers(Note.class, context -> JsonBodies.read(context, Note.class)),
        Route.put("/api/v1/file", "Operators, bytes")
            .bytes("application/octet-stream", 1_000)
            .answers(
                Note.class,
                context -> new Note(RequestBody.stream(context).readAllBytes().length + " bytes")),
        Route.delete("/api/v1/all", "Administrators")
            .role(Role.ADMIN)
            .answers(Note.class, AccessContract::who),
        Route.get("/api/v1/devices/{id}/desired", "A device, of itself")
            .path("id", "device")
            .ownDevice("id")
            .answers(Note.class, AccessContract::who),
        Route.get("/api/v1/bundles", "Devices")
            .role(Role.DEVICE)
            .answers(Note.class, AccessContract::who),
        Route.get("/internal/part", "Peers")
            .role(Role.PEER)
            .answers(Note.class, AccessContract::who));
  }

  private static Note who(Context context) {
    return new Note(Caller.of(context).name());
  }

  @AfterEach
  void stop() {
    api.close();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(api.address() + path)).timeout(Duration.ofSeconds(20));
  }

  HttpRequest.Builder as(String token, String path) {
    return request(path).header("Authorization", "Bearer " + token);
  }

  HttpRequest.Builder put(HttpRequest.Builder request, String body) {
    return request.header("Content-Type", JSON).PUT(HttpRequest.BodyPublishers.ofString(body));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  int status(HttpRequest.Builder request) throws Exception {
    return send(request).statusCode();
  }

  String error(HttpResponse<String> response) throws Exception {
    JsonNode problem = json.readTree(response.body());
    return problem.get("error").asText();
  }
}
