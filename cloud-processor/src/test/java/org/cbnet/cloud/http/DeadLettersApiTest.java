package org.cbnet.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import org.cbnet.cloud.access.Tokens;
import org.cbnet.cloud.config.CloudConfig;
import org.cbnet.cloud.deadletter.LetterReader;
import org.cbnet.cloud.deadletter.LetterReplay;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Dead letters of a broker that is away. */
class DeadLettersApiTest {
  private static final String PATH = "/api/v1/dead-letters";
  private static final String FIRST = "{\"partition\":0,\"offset\":0}";

  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpApi api = start();

  private static HttpApi start() {
    Properties away = new Properties();
    // Nobody listens there.
    away.put("bootstrap.servers", "127.0.0.1:1");
    LetterReader reader = new LetterReader(away, Duration.ofMillis(300));
    return HttpApi.start(
        new CloudConfig.Http("127.0.0.1", 0),
        Tokens.NONE,
        Clock.systemUTC(),
        new DeadLettersApi(
                reader,
                new LetterReplay(reader, away),
                (principal, action, target, before, after, outcome) -> {})
            .routes());
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void asksToComeAgainSoonerThanKafkaGivesUp() throws Exception {
    for (HttpRequest.Builder request :
        new HttpRequest.Builder[] {
          request(PATH),
          request(PATH + "/0/0"),
          replay("{}"),
          replay("{\"at\":[%s]}".formatted(FIRST))
        }) {
      HttpResponse<String> answer = send(request);

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
  }

  @Test
  void refusesPositionsThatAreNoneOrTooMany() throws Exception {
    for (String at : new String[] {"null", (FIRST + ",").repeat(1_000) + FIRST}) {
      HttpResponse<String> answer = send(replay("{\"at\":[%s]}".formatted(at)));

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("at must be at most 1000");
    }
  }

  private HttpRequest.Builder replay(String body) {
    return request(PATH + "/replay")
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(api.address() + path)).timeout(Duration.ofSeconds(10));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
