package org.cbnet.cloud.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Asks a cloud over its API, as one who has a token. Methods throw {@link AdminException}. */
public final class AdminClient {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(90);
  private static final Set<Integer> WRONG_INPUT = Set.of(400, 404, 409, 413, 422);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI url;
  private final Optional<String> token;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  /**
   * @param url of the cloud, without a path
   */
  public AdminClient(URI url, Optional<String> token) {
    this.url = Objects.requireNonNull(url, "url is null");
    this.token = Objects.requireNonNull(token, "token is null");
  }

  /** Gets JSON. */
  public JsonNode get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  /** Posts JSON; gets JSON. */
  public JsonNode post(String path, Object body) throws IOException, InterruptedException {
    return send(json(path).POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
  }

  /** Posts nothing; gets JSON. */
  public JsonNode post(String path) throws IOException, InterruptedException {
    return send(request(path).POST(BodyPublishers.noBody()));
  }

  /** Puts a file; gets JSON. */
  public JsonNode put(String path, Path file) throws IOException, InterruptedException {
    BodyPublisher content = BodyPublishers.ofFile(file);
    Duration most = ANSWER.plusSeconds(Files.size(file) >> 14);
    return send(
        request(path)
            .timeout(most)
            .header("Content-Type", "application/octet-stream")
            .PUT(content));
  }

  private HttpRequest.Builder json(String path) {
    return request(path).header("Content-Type", "application/json");
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path)).timeout(ANSWER);
    token.ifPresent(shown -> request.header("Authorization", "Bearer " + shown));
    return request;
  }

  private JsonNode send(HttpRequest.Builder builder) throws IOException, InterruptedException {
    HttpRequest request = builder.build();
    HttpResponse<byte[]> answer;
    try {
      answer = http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new AdminException("no answer from the cloud at %s: %s".formatted(url, e), e);
    }
    JsonNode body = parse(answer.body());
    if (answer.statusCode() / 100 == 2) {
      return body;
    }
    String message = body.path("message").asText("HTTP status " + answer.statusCode());
    if (answer.statusCode() == 401 || answer.statusCode() == 403) {
      message += " (--token-file names the file with the token)";
    }
    throw new AdminException(message, WRONG_INPUT.contains(answer.statusCode()));
  }

  private static JsonNode parse(byte[] body) throws IOException {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      // A proxy's page, say: the status tells.
      return JSON.missingNode();
    }
  }
}
