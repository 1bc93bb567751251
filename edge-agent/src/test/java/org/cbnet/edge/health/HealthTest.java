package org.cbnet.edge.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Asks real pages over a real socket, so that every header is the test's own. */
@Timeout(30)
class HealthTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final Health health = new Health();
  private Optional<String> problem = Optional.empty();

  @AfterEach
  void close() {
    health.close();
  }

  @Test
  void isReadyWhileNoCheckFindsAProblem() throws IOException {
    health.mustBeReady("agent", () -> problem);
    int port = serve();
    assertThat(get(port, "/health/ready")).startsWith("HTTP/1.1 200 ");

    problem = Optional.of("starting");

    for (String path : List.of("/health/ready", "/health")) {
      String answer = get(port, path);
      assertThat(answer).startsWith("HTTP/1.1 503 ");
      assertThat(json(answer).at("/status").asText()).isEqualTo("down");
      assertThat(json(answer).at("/reasons/0").asText()).isEqualTo("agent: starting");
    }
    assertThat(get(port, "/health/live")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void isNeitherLiveNorReadyWithoutProgress() throws IOException {
    health.mustLive("inference", () -> Optional.of("no progress for 61 s"));
    int port = serve();

    assertThat(get(port, "/health/live"))
        .startsWith("HTTP/1.1 503 ")
        .contains("inference: no progress for 61 s");
    assertThat(get(port, "/health/ready")).startsWith("HTTP/1.1 503 ");
    assertThat(health.deadly()).containsExactly("inference: no progress for 61 s");
  }

  @Test
  void tellsOfWhatIsOnlyWatchedAndIsReady() throws IOException {
    health.watch("meter", () -> Optional.of("vanished"));
    int port = serve();

    assertThat(get(port, "/health/ready")).startsWith("HTTP/1.1 200 ");
    assertThat(json(get(port, "/status")).at("/problems/0").asText()).isEqualTo("meter: vanished");
  }

  @Test
  void takesACheckThatFailsForAProblem() throws IOException {
    health.mustBeReady(
        "spool",
        () -> {
          throw new IllegalStateException("disk gone");
        });

    assertThat(get(serve(), "/health/ready"))
        .startsWith("HTTP/1.1 503 ")
        .contains("spool: the check failed: java.lang.IllegalStateException: disk gone");
  }

  @Test
  void tellsFiguresAsPrometheusReadsThem() throws IOException {
    double[] moment = new double[1];
    health.beforeScrape(() -> moment[0]++);
    health.gauge("cbnet.agent.spool.bytes", "Bytes that wait", () -> 40 + moment[0]);
    health.counter("cbnet.agent.results.acknowledged", "Results", () -> 7);
    int port = serve();
    System.gc(); // what only the registry holds must survive it

    String answer = get(port, "/metrics");

    assertThat(answer)
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("content-type: text/plain; version=0.0.4")
        .contains("# HELP cbnet_agent_spool_bytes Bytes that wait\n")
        .contains("# TYPE cbnet_agent_spool_bytes gauge\n")
        .contains("\ncbnet_agent_spool_bytes 41.0\n")
        .contains("\n# TYPE cbnet_agent_results_acknowledged_total counter\n")
        .contains("\ncbnet_agent_results_acknowledged_total 7.0\n");
    health.gauge("cbnet.agent.late", "Added later", () -> 1);
    assertThat(get(port, "/metrics"))
        .contains("\ncbnet_agent_late 1.0\n")
        .contains("\ncbnet_agent_spool_bytes 42.0\n");
  }

  @Test
  void tellsEverySectionAndWhyOneCannotBeTold() throws IOException {
    health.section("spool", () -> Map.of("entries", 3));
    health.section(
        "broken",
        () -> {
          throw new IllegalStateException("not now");
        });

    JsonNode status = json(get(serve(), "/status"));

    assertThat(status.at("/spool/entries").asInt()).isEqualTo(3);
    assertThat(status.at("/broken/error").asText()).contains("not now");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:8085",
        "localhost",
        "LOCALHOST:1",
        "[::1]:8085",
        "10.0.0.7",
        "pi-7.lan:80"
      })
  void answersByAddressAndByListedName(String host) throws IOException {
    assertThat(ask(serve("pi-7.lan"), "GET /health/live", host)).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8085",
        "localhost.evil.example",
        "",
        "127.0.0.1.evil.example"
      })
  void answersNobodyWhoCameByAnotherName(String host) throws IOException {
    assertThat(ask(serve("pi-7.lan"), "GET /status", host))
        .startsWith("HTTP/1.1 403 ")
        .contains("health.host-names");
  }

  @ParameterizedTest
  @CsvSource({
    "POST /status, 405",
    "DELETE /health, 405",
    "GET /, 404",
    "GET /status/, 404",
    "GET /../etc/passwd, 404",
    "GET /metrics?x=1, 200",
    "HEAD /status, 200"
  })
  void servesItsPagesAndNothingElse(String request, int status) throws IOException {
    assertThat(ask(serve(), request, "localhost")).startsWith("HTTP/1.1 " + status + " ");
  }

  @Test
  void goesOnWithoutPagesWhereThePortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(
              health.serve(
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort()),
                  Set.of()))
          .isEmpty();
    }
  }

  @Test
  void answersOthersWhileSomebodySaysNothing() throws IOException {
    int port = serve();
    try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), port)) {
      silent.getOutputStream().write("GET /health".getBytes(StandardCharsets.US_ASCII));

      assertThat(get(port, "/health/live")).startsWith("HTTP/1.1 200 ");
    }
  }

  private int serve(String... names) {
    return health.serve(ANY_PORT, Set.of(names)).orElseThrow().getPort();
  }

  private static String get(int port, String path) throws IOException {
    return ask(port, "GET " + path, "localhost:" + port);
  }

  private static String ask(int port, String request, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      OutputStream out = socket.getOutputStream();
      out.write(
          "%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
              .formatted(request, host)
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static JsonNode json(String answer) throws IOException {
    return new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
  }
}
