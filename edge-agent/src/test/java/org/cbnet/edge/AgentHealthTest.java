package org.cbnet.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cbnet.edge.config.AgentConfig;
import org.cbnet.edge.config.ConfigLoader;
import org.cbnet.edge.config.Machine;
import org.cbnet.edge.publish.ProducerFactory;
import org.cbnet.edge.publish.ScriptedProducers;
import org.cbnet.edge.systemd.NotifySocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole agent as whoever stands before the device sees it. */
@Timeout(60)
class AgentHealthTest {
  @TempDir private Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> environment = new HashMap<>();
  private int port;

  @BeforeEach
  void configure() throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path bundle = Path.of(AgentHealthTest.class.getResource("linear-bundle/bundle.json").toURI());
    set("INFERENCE_BUNDLE", bundle.getParent().toString());
    set("INFERENCE_STRATEGY", "edge-full");
    set("STATE_DIRECTORY", folder.resolve("state").toString());
    set("SOURCE_FRAMES_PER_SECOND", "200");
    set("BATCH_RESULTS", "5");
    set("SHUTDOWN_DRAIN_TIMEOUT", "2s");
    set("HEALTH_PORT", Integer.toString(port));
  }

  @Test
  void isReadyWhileItInfersAndTellsItsFigures() throws Exception {
    try (AgentLife agent = open(new ScriptedProducers(true))) {
      CompletableFuture<Integer> life = live(agent);
      await(() -> figure("cbnet_agent_results_acknowledged_total") >= 20);

      assertThat(get("/health/ready").statusCode()).isEqualTo(200);
      assertThat(get("/health/live").statusCode()).isEqualTo(200);
      assertThat(figure("cbnet_agent_link_up")).isEqualTo(1);
      assertThat(figure("cbnet_agent_inference_seconds")).isBetween(1e-9, 1.0);
      assertThat(figure("cbnet_agent_resident_bytes")).isGreaterThan(1 << 20);
      agent.requestStop();
      assertThat(life.get(20, TimeUnit.SECONDS)).isZero();
      assertThat(get("/health/ready").statusCode()).isEqualTo(503);
      assertThat(get("/health/ready").body()).contains("agent: stopped");
    }
  }

  @Test
  void tellsFiguresOfOneMoment() throws Exception {
    try (AgentLife agent = open(new ScriptedProducers(true))) {
      CompletableFuture<Integer> life = live(agent);
      await(() -> figure("cbnet_agent_frames_captured_total") > 0);
      for (int i = 0; i < 20; i++) {
        String page = get("/metrics").body();
        assertThat(figure(page, "cbnet_agent_frames_captured_total"))
            .isEqualTo(
                figure(page, "cbnet_agent_frames_skipped_total")
                    + figure(page, "cbnet_agent_frames_classified_total")
                    + figure(page, "cbnet_agent_frames_failed_total"));
        assertThat(figure(page, "cbnet_agent_frames_classified_total"))
            .isEqualTo(
                figure(page, "cbnet_agent_results_acknowledged_total")
                    + figure(page, "cbnet_agent_results_spooled")
                    + figure(page, "cbnet_agent_results_dropped_total"));
      }
      assertThat(get("/metrics").body()).doesNotContain("pi-1").doesNotContain("{");
      agent.requestStop();
      life.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void tellsItsStatusUnderTheHeartbeatsNames() throws Exception {
    try (AgentLife agent = open(new ScriptedProducers(false))) {
      CompletableFuture<Integer> life = live(agent);
      await(() -> figure("cbnet_agent_results_spooled") >= 5);

      JsonNode status = new ObjectMapper().readTree(get("/status").body());

      assertThat(status.at("/agent/deviceId").asText()).isEqualTo("pi-1");
      assertThat(status.at("/agent/state").asText()).isEqualTo("running");
      assertThat(status.at("/agent/strategy").asText()).isEqualTo("edge-full");
      assertThat(status.at("/agent/configHash").asText()).hasSize(16);
      assertThat(status.at("/agent/boots/0/bootNumber").asLong()).isEqualTo(1);
      assertThat(status.at("/agent/boots/0/spooled").asLong()).isGreaterThanOrEqualTo(5);
      assertThat(status.at("/clock/monotonicNanos").asLong()).isPositive();
      assertThat(status.at("/link/state").asText()).isEqualTo("unknown");
      assertThat(status.at("/recentTrouble").isArray()).isTrue();
      agent.requestStop();
      life.get(50, TimeUnit.SECONDS);
    }
  }

  @Test
  void tellsSystemdThatItIsReadyAliveAndStopping() throws Exception {
    String socket = folder.resolve("notify").toString();
    environment.put("NOTIFY_SOCKET", socket);
    environment.put("WATCHDOG_USEC", "30000000");
    try (NotifySocket systemd = new NotifySocket(socket);
        AgentLife agent = open(new ScriptedProducers(true))) {
      CompletableFuture<Integer> life = live(agent);

      assertThat(systemd.receive()).isEqualTo("READY=1");
      assertThat(systemd.receive()).isEqualTo("WATCHDOG=1");
      assertThat(systemd.receive()).startsWith("STATUS=running, ").contains("link ");
      agent.requestStop();
      List<String> rest = new ArrayList<>();
      do {
        rest.add(systemd.receive());
      } while (!rest.contains("STOPPING=1"));
      life.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void givesItsPortBackWhenItIsClosed() throws Exception {
    try (AgentLife agent = open(new ScriptedProducers(true))) {
      CompletableFuture<Integer> life = live(agent);
      await(() -> figure("cbnet_agent_frames_captured_total") > 0);
      agent.requestStop();
      life.get(20, TimeUnit.SECONDS);
    }

    try (ServerSocket again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(again.isBound()).isTrue();
    }
  }

  private AgentLife open(ProducerFactory producers) throws IOException {
    AgentConfig config =
        new ConfigLoader(new Machine(environment, "pi-1", folder)).load(Optional.empty());
    return EdgeAgent.open(config, producers, Clock.systemUTC(), environment);
  }

  private static CompletableFuture<Integer> live(AgentLife agent) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return agent.live();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private double figure(String name) {
    try {
      return figure(get("/metrics").body(), name);
    } catch (ConnectException e) {
      return -1; // not yet there
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double figure(String page, String name) {
    Matcher line = Pattern.compile("(?m)^" + name + " (\\S+)$").matcher(page);
    assertThat(line.find()).as(name).isTrue();
    return Double.parseDouble(line.group(1));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private void set(String key, String value) {
    environment.put("CBNET_AGENT_" + key, value);
  }
}
