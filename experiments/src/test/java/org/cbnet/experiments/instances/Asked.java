package org.cbnet.experiments.instances;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * An answer, whatever it is.
 *
 * @param path that was asked
 * @param status of HTTP
 * @param retryAfter the header, where there is one
 * @param body JSON
 */
record Asked(String path, int status, Optional<String> retryAfter, JsonNode body) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private static final ObjectMapper JSON = new ObjectMapper();

  static Asked of(URI instance, String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(instance.resolve(path)).timeout(Duration.ofSeconds(15)).build();
    HttpResponse<byte[]> response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
    return new Asked(
        path,
        response.statusCode(),
        response.headers().firstValue("Retry-After"),
        JSON.readTree(response.body()));
  }

  boolean isStale() {
    return !body.path("stale").isEmpty();
  }
}
