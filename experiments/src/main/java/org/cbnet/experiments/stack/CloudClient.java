package org.cbnet.experiments.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Predicate;

/** Reads the cloud's answers over HTTP; methods throw IOException where it does not answer well. */
public final class CloudClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(100);

  private final URI address;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final ObjectMapper json = new ObjectMapper();

  public CloudClient(URI address) {
    this.address = address;
  }

  /** The account of all results. */
  public ObjectNode conservation() throws IOException, InterruptedException {
    return get("/api/v1/conservation");
  }

  /** The strategies of a run side by side. */
  public ObjectNode comparison(String runId, String baseline)
      throws IOException, InterruptedException {
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
  public JsonNode awaitArrival(long results, Duration timeout)
      throws IOException, InterruptedException {
    return await(
        results,
        timeout,
        account ->
            account.path("acknowledged").asLong() >= results
                && account.path("received").asLong() >= results
                && account.path("energy").path("accepted").asLong()
                    >= account.path("energy").path("acknowledged").asLong());
  }

  /** Waits until the cloud has counted so many results, committed or not. */
  public JsonNode awaitReceived(long results, Duration timeout)
      throws IOException, InterruptedException {
    return await(results, timeout, account -> account.path("received").asLong() >= results);
  }

  private JsonNode await(long results, Duration timeout, Predicate<JsonNode> arrived)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    JsonNode account = conservation();
    while (!arrived.test(account)) {
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

  private ObjectNode get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).timeout(TIMEOUT).build();
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException("%s answered %d".formatted(request.uri(), response.statusCode()));
    }
    return json.readValue(response.body(), ObjectNode.class);
  }
}
