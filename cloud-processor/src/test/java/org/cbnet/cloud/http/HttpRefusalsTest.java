package org.cbnet.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cbnet.cloud.TestRecords.NOON;
import static org.cbnet.cloud.TestRecords.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import org.cbnet.cloud.TestCloud;
import org.cbnet.cloud.access.Tokens;
import org.cbnet.cloud.config.CloudConfig;
import org.cbnet.cloud.query.PageToken;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that change nothing and need no state of their own: one server for all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpRefusalsTest {
  private static final Clock NOW = Clock.fixed(NOON.plusSeconds(300), ZoneOffset.UTC);

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private TestCloud cloud;
  private HttpApi api;

  @BeforeAll
  void start() {
    cloud = new TestCloud();
    cloud.send(batch("pi-1", 0, 1).setRunId("run-1").build());
    api = start(0);
  }

  @AfterAll
  void stop() {
    api.close();
    cloud.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "/api/v1/devices?limit=0;                    limit;    [1, 1000]",
        "/api/v1/devices?limit=x;                    limit;    'x'",
        "/api/v1/devices?after=a%7Cb;                after;    'a|b'",
        "/api/v1/devices?after=cGktMQ;               after;    'next' of a page",
        "/api/v1/devices?presence=away;              presence; never-seen",
        "/api/v1/devices?registration=lost;          registration; unregistered",
        "/api/v1/devices?site=a%7Cb;                 site;     'a|b'",
        "/api/v1/devices?stale=maybe;                stale;    true or false",
        "/api/v1/stats?limit=10001;                  limit;    [1, 10000]",
        "/api/v1/stats?site=a%7Cb;                   site;     'a|b'",
        "/api/v1/devices?page=2;                     page;     after, board, limit",
        "/api/v1/stats?window=2m;                    window;   1m or 1h",
        "/api/v1/stats?groupBy=colour;               groupBy;  strategy, model",
        "/api/v1/stats?groupBy=device,site;          groupBy;  no other dimension",
        "/api/v1/stats?groupBy=device&from=2026-02-28T11:00:00Z; from; 2 hours",
        "/api/v1/stats?groupBy=device&window=1h&from=2026-02-25T11:00:00Z; from; 48 hours",
        "/api/v1/stats?device=pi-1;                  device;   groupBy=device",
        "/api/v1/stats?from=yesterday;               from;     2026-03-01",
        "/api/v1/stats?to=-1000000000-01-01T00:00:00Z; to;     1970",
        "/api/v1/stats?from=%2B1000000000-12-31T23:00:00Z&to=%2B1000000000-12-31T23:30:00Z; to; 9999",
        "/api/v1/stats?from=2026-03-01T13:00:00Z;    from;     before to",
        "/api/v1/stats?from=2026-01-01T13:00:00Z;    from;     48 hours",
        "/api/v1/experiments?after=cGktMQ;           after;    'next' of a page",
        "/api/v1/experiments?limit=-1;               limit;    [1, 1000]",
        "/api/v1/experiments/run-1/comparison?baseline=nope; baseline; edge-full",
        "/api/v1/conservation?x=1;                   'x';      stale",
      })
  void namesABadParameterAndWhatItMayBe(String path, String name, String allowed) throws Exception {
    HttpResponse<String> response = get(path);

    assertThat(response.statusCode()).isEqualTo(400);
    JsonNode problem = json.readTree(response.body());
    assertThat(problem.get("error").asText()).isEqualTo("bad-parameter");
    assertThat(problem.get("message").asText()).contains(name).contains(allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "pi-1", "pi-1 x", "pi-1 99999999999999999999"})
  void namesATokenThatSomebodyMade(String last) throws Exception {
    String from = "2026-03-01T12:00:00Z";
    String token = PageToken.of(last, "MINUTE %s null".formatted(from));

    HttpResponse<String> response =
        get("/api/v1/stats?groupBy=device&from=%s&after=%s".formatted(from, token));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("after");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/devices/nobody",
    "/api/v1/experiments/none/comparison",
    "/api/v2/devices",
    "/nope"
  })
  void saysWhatIsUnknown(String path) throws Exception {
    HttpResponse<String> response = get(path);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(json.readTree(response.body()).get("error").asText()).isEqualTo("not-found");
    assertThat(json.readTree(response.body()).get("message").asText()).isNotEmpty();
  }

  @Test
  void servesThePageWithNothingFromElsewhere() throws Exception {
    HttpResponse<String> page = get("/");
    HttpResponse<String> script = get("/page.js");

    assertThat(page.headers().firstValue("Content-Type")).hasValueSatisfying(isType("text/html"));
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).contains("script-src 'self'"));
    assertThat(page.body())
        .contains("demo figures; for claims run ./cbnet evaluate and ./cbnet experiment")
        .contains("/page.js")
        .doesNotContain("http://", "https://");
    assertThat(script.body()).doesNotContain("innerHTML", "http://", "https://");
  }

  @Test
  void namesThePortThatIsTaken() {
    assertThatThrownBy(() -> start(api.address().getPort()))
        .isInstanceOf(PortInUseException.class)
        .hasMessageContaining(Integer.toString(api.address().getPort()))
        .hasMessageContaining("CBNET_HTTP_PORT");
  }

  private HttpApi start(int port) {
    return HttpApi.start(
        new CloudConfig.Http("127.0.0.1", port),
        Tokens.NONE,
        NOW,
        QueryRoutes.of(HttpContract.queries(cloud.snapshots()), Optional::empty, NOW));
  }

  private static Consumer<String> isType(String type) {
    return value -> assertThat(value).startsWith(type);
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create(api.address() + path);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
