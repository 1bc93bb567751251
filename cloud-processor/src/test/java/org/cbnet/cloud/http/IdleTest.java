package org.cbnet.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.cbnet.cloud.access.Tokens;
import org.cbnet.cloud.config.CloudConfig;
import org.cbnet.cloud.monitoring.Requests;
import org.junit.jupiter.api.Test;

class IdleTest {
  private static final Duration IDLE = Duration.ofMillis(200);
  private static final int LONG_MILLIS = 1_000;

  private final Route slow =
      Route.get("/slow", "Waits as a long poll does")
          .answers(
              String.class,
              context -> {
                // Nobody counts this down: it waits far beyond the idle time.
                new CountDownLatch(1).await(LONG_MILLIS, TimeUnit.MILLISECONDS);
                return "done";
              });

  @Test
  void closesAConnectionThatAsksNothingAndHoldsOneThatWaitsForItsAnswer() throws Exception {
    try (HttpApi api =
            HttpApi.start(
                new CloudConfig.Http("127.0.0.1", 0),
                Tokens.NONE,
                Clock.systemUTC(),
                List.of(slow),
                new Requests(),
                IDLE);
        Socket silent = new Socket(InetAddress.getLoopbackAddress(), api.address().getPort())) {
      silent.setSoTimeout(20_000);
      silent.getOutputStream().write("GET / HTTP/1.1\r\nHo".getBytes(StandardCharsets.US_ASCII));

      HttpRequest request = HttpRequest.newBuilder(URI.create(api.address() + "/slow")).build();
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("\"done\"");
      assertThat(silent.getInputStream().readAllBytes()).as("closed, not timed out").isNotNull();
    }
  }
}
