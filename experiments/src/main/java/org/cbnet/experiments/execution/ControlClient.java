package org.cbnet.experiments.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a running cloud knows of devices and wants of them, over its HTTP API. Safe for several
 * threads.
 */
public final class ControlClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;
  private static final int NOT_FOUND = 404;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI address;
  private final Optional<String> token;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  /**
   * @param address of the cloud, such as {@code https://cloud:8080}
   * @param token of an operator; empty where the cloud needs none
   */
  public ControlClient(URI address, Optional<String> token) {
    this.address = Objects.requireNonNull(address, "address is null");
    this.token = Objects.requireNonNull(token, "token is null");
  }

  /** What is known of a device; empty where it was never heard. */
  Optional<JsonNode> device(String id) throws IOException, InterruptedException {
    return get("/api/v1/devices/" + id).map(answer -> answer.path("device"));
  }

  /** What is wanted of a device itself; empty where nothing is. */
  Optional<JsonNode> wanted(String id) throws IOException, InterruptedException {
    return get(desired(id));
  }

  /** Wants something of a device, in place of what was wanted. */
  void want(String id, JsonNode wish) throws IOException, InterruptedException {
    boolean isThere = wanted(id).isPresent();
    HttpRequest request =
        request(desired(id))
            .header("Content-Type", "application/json")
            .header(isThere ? "If-Match" : "If-None-Match", "*")
            .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(wish)))
            .build();
    HttpResponse<String> response = send(request);
    if (response.statusCode() != OK) {
      throw refused(request, response);
    }
  }

  /** Wants nothing of a device itself any more. */
  void forget(String id) throws IOException, InterruptedException {
    HttpRequest request = request(desired(id)).header("If-Match", "*").DELETE().build();
    HttpResponse<String> response = send(request);
    if (response.statusCode() != NO_CONTENT && response.statusCode() != NOT_FOUND) {
      throw refused(request, response);
    }
  }

  /** Hashes of the bundles that devices can fetch. */
  Set<String> bundles() throws IOException, InterruptedException {
    Set<String> hashes = new HashSet<>();
    get("/api/v1/bundles")
        .ifPresent(
            answer ->
                answer.path("bundles").forEach(each -> hashes.add(each.path("hash").asText())));
    return hashes;
  }

  /** The strategies of a run side by side; empty before the cloud has any of it. */
  Optional<JsonNode> comparison(String runId, String baseline)
      throws IOException, InterruptedException {
    return get("/api/v1/experiments/%s/comparison?baseline=%s".formatted(runId, baseline));
  }

  private Optional<JsonNode> get(String path) throws IOException, InterruptedException {
    HttpRequest request = request(path).GET().build();
    HttpResponse<String> response = send(request);
    if (response.statusCode() == NOT_FOUND) {
      return Optional.empty();
    }
    if (response.statusCode() != OK) {
      throw refused(request, response);
    }
    return Optional.of(JSON.readTree(response.body()));
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IOException("%s does not answer: %s".formatted(request.uri(), e), e);
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path)).timeout(TIMEOUT);
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    return request;
  }

  private static IOException refused(HttpRequest request, HttpResponse<String> response) {
    return new IOException(
        "%s %s answered %d: %s"
            .formatted(
                request.method(), request.uri(), response.statusCode(), response.body().strip()));
  }

  private static String desired(String id) {
    return "/api/v1/desired/devices/" + id;
  }
}
