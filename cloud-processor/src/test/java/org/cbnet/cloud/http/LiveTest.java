package org.cbnet.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cbnet.cloud.TestRecords.batch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.cbnet.cloud.access.Tokens;
import org.cbnet.cloud.config.CloudConfig;
import org.cbnet.cloud.monitoring.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LiveTest extends HttpContract {

  @Test
  void tellsWhatHasChangedSinceTheLastSummary() throws Exception {
    cloud.send(batch("pi-1", 0, 3).setRunId("run-1").build());
    try (InputStream stream = listen(api).body()) {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));

      JsonNode first = next(lines);
      cloud.send(batch("pi-1", 3, 4).setRunId("run-1").build());
      JsonNode second = next(lines);
      while (second.get("received").asLong() < 7) {
        second = next(lines);
      }

      assertThat(first.get("resultsPerSecond").isNull()).isTrue();
      assertThat(first.get("received").asLong()).isEqualTo(3);
      assertThat(first.get("lawsBroken").asLong()).isZero();
      assertThat(first.get("runsChanged")).isEmpty();
      assertThat(second.get("resultsPerSecond").asDouble()).isPositive();
      assertThat(second.get("runsChanged").get(0).asText()).isEqualTo("run-1");
      assertThat(second.get("position").isEmpty()).isFalse();
    }
  }

  @Test
  void takesSoManyClientsAndNoMoreAndForgetsThoseThatWent() throws Exception {
    LiveApi live = new LiveApi(new LiveFeed(() -> "x", Duration.ofMillis(20)));
    try (HttpApi own = start(live, Duration.ofSeconds(30))) {
      List<InputStream> streams = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        streams.add(listen(own).body());
      }

      HttpResponse<InputStream> refused = listen(own);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).contains("10");

      for (InputStream stream : streams) {
        stream.close();
      }
      await(() -> live.clients() == 0);
      HttpResponse<InputStream> again = listen(own);
      assertThat(again.statusCode()).isEqualTo(200);
      again.body().close();
      assertThat(live.dropped()).isZero();
    }
  }

  @Test
  void dropsAClientThatTakesNothing() throws Exception {
    String much = "x".repeat(1 << 20);
    LiveApi live = new LiveApi(new LiveFeed(() -> much, Duration.ofMillis(1)));
    try (HttpApi own = start(live, Duration.ofMillis(500));
        Socket lazy = new Socket(InetAddress.getLoopbackAddress(), own.address().getPort())) {
      lazy.getOutputStream()
          .write(
              "GET /api/v1/live HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));

      await(() -> live.dropped() == 1);

      await(() -> live.clients() == 0);
    }
  }

  private static HttpApi start(LiveApi live, Duration idle) {
    return HttpApi.start(
        new CloudConfig.Http("127.0.0.1", 0),
        Tokens.NONE,
        NOW,
        live.routes(),
        new Requests(),
        idle);
  }

  private HttpResponse<InputStream> listen(HttpApi from) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(from.address() + "/api/v1/live"))
            .timeout(Duration.ofSeconds(20))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
  }

  private JsonNode next(BufferedReader lines) throws IOException {
    String line = lines.readLine();
    while (!line.startsWith("data: ")) {
      line = lines.readLine();
    }
    return json.readTree(line.substring("data: ".length()));
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
