package org.cbnet.experiments.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Reads the cloud's answers over HTTP. */
final class CloudClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(250);

  private final URI address;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final ObjectMapper json = new ObjectMapper();

  CloudClient(URI address) {
    this.address = address;
  }

  JsonNode conservation() throws IOException, InterruptedException {
    return get("/api/v1/conservation");
  }

  ObjectNode comparison(String runId, String baseline) throws IOException, InterruptedException {
    return get("/api/v1/experiments/%s/comparison?baseline=%s".formatted(runId, baseline));
  }

  /**
   * Waits until the cloud has every acknowledged result, every agent's last heartbeat, and all
   * energy samples.
   *
   * @param results that the agents say the broker has
   * @return the account at that moment
   * @throws IOException where time runs out; the message holds the account as it was
   */
  JsonNode awaitArrival(long results, Duration timeout) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    JsonNode account = conservation();
    while (!hasArrived(account, results)) {
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "after %d s the cloud has not everything of %d results: %s"
                .formatted(timeout.toSeconds(), results, account));
      }
      Thread.sleep(POLL.toMillis());
      account = conservation();
    }
    return account;
  }

  private static boolean hasArrived(JsonNode account, long results) {
    JsonNode energy = account.path("energy");
    return account.path("acknowledged").asLong() >= results
        && account.path("received").asLong() >= results
        && energy.path("accepted").asLong() >= energy.path("acknowledged").asLong();
  }

  private ObjectNode get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).timeout(TIMEOUT).build();
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException("%s answered %d".formatted(request.uri(), response.statusCode()));
    }
    return json.readValue(response.body(), ObjectNode.class);
  }
}
