package org.cbnet.experiments.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.cbnet.cloud.CloudApp;
import org.cbnet.cloud.config.ConfigReader;

/** One instance of the real cloud inside the test's process, and what its HTTP API answers. */
final class CloudInstance implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final CloudApp app;

  private CloudInstance(CloudApp app) {
    this.app = app;
  }

  /** Starts one; another one of the same broker belongs to the same application. */
  static CloudInstance start(String brokers, Path state, Map<String, String> more, Clock clock)
      throws Exception {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("CBNET_KAFKA_BOOTSTRAP_SERVERS", brokers);
    environment.put("CBNET_STATE_DIRECTORY", state.toString());
    environment.put("CBNET_HTTP_PORT", "0");
    environment.put("CBNET_TOPICS_PARTITIONS", "2");
    CloudApp app = CloudApp.start(new ConfigReader(environment).read(Optional.empty()), clock);
    return new CloudInstance(app);
  }

  URI address() {
    return app.address();
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    return client.send(request(path, headers).GET().build(), HttpResponse.BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> ask(String path, String... headers) {
    return client.sendAsync(
        request(path, headers).GET().build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> put(String path, String body, String... headers) throws Exception {
    return client.send(
        request(path, headers)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> delete(String path, String... headers) throws Exception {
    return client.send(
        request(path, headers).DELETE().build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Until the control tables are read. */
  CloudInstance awaitTables() throws Exception {
    await("/api/v1/registry", answer -> true);
    await("/api/v1/rollouts", answer -> true);
    return this;
  }

  /** Asks until the answer is 200 and as wanted. */
  JsonNode await(String path, Predicate<JsonNode> wanted) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      HttpResponse<String> answer = get(path);
      if (answer.statusCode() == 200 && wanted.test(json(answer))) {
        return json(answer);
      }
      assertThat(System.nanoTime()).as(answer.body()).isLessThan(deadline);
      Thread.sleep(50);
    }
  }

  static JsonNode json(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address().resolve(path)).timeout(PATIENCE);
    return headers.length == 0 ? request : request.headers(headers);
  }

  @Override
  public void close() {
    app.close();
  }
}
