package org.cbnet.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.cbnet.edge.capture.TestImages;
import org.cbnet.edge.config.AgentConfig;
import org.cbnet.edge.config.ConfigException;
import org.cbnet.edge.config.ConfigLoader;
import org.cbnet.edge.config.Machine;
import org.cbnet.edge.publish.ScriptedProducers;
import org.cbnet.edge.spool.SpoolCounters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole agent with the shipped network, fed by each source. */
@Timeout(60)
class FrameSourcesTest {
  private static final byte[] NO_IMAGE = "no image".getBytes(StandardCharsets.US_ASCII);

  @TempDir private Path folder;

  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void useTheShippedNetwork() {
    set("INFERENCE_BUNDLE", "../models/fashion-mnist/cbnet");
    set("STATE_DIRECTORY", folder.resolve("state").toString());
  }

  @Test
  void classifiesTheFilesOfAFolder() throws Exception {
    Path frames = Files.createDirectory(folder.resolve("frames"));
    for (int i = 0; i < 30; i++) {
      Files.write(frames.resolve("image-%02d.png".formatted(i)), TestImages.png(i));
    }
    Files.write(frames.resolve("a.png"), NO_IMAGE);
    set("SOURCE_KIND", "directory");
    set("SOURCE_DIRECTORY_PATH", frames.toString());
    set("SOURCE_DIRECTORY_SETTLE", "0s");

    try (Running agent = new Running()) {
      agent.await(() -> list(frames.resolve("done")) == 30);

      assertLaw(agent.stop(), 31, 1);
    }
    assertThat(list(frames.resolve("unreadable"))).isEqualTo(1);
  }

  @Test
  void classifiesAStreamAndEndsWithIt() throws Exception {
    Path pipe = folder.resolve("camera");
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor(10, TimeUnit.SECONDS);
    set("SOURCE_KIND", "stream");
    set("SOURCE_STREAM_PATH", pipe.toString());

    try (Running agent = new Running();
        OutputStream camera = Files.newOutputStream(pipe)) {
      for (int i = 0; i < 20; i++) {
        camera.write(TestImages.jpeg(i));
      }
      camera.write(TestImages.jpeg(0), 0, 100);
      camera.flush();
      agent.await(() -> agent.counters().captured() >= 15);
      agent.endsAfter(camera);

      assertLaw(agent.counters(), 21, 1);
    }
  }

  @Test
  void answersEveryPostWithAnIdentityOfItsOwn() throws Exception {
    int port = freePort();
    set("SOURCE_KIND", "http");
    set("SOURCE_HTTP_PORT", Integer.toString(port));
    set("BATCH_LINGER", "1m");

    try (Running agent = new Running()) {
      HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      assertThat(post(client, port, NO_IMAGE).join().statusCode()).isEqualTo(415);
      assertThat(post(client, port, new byte[0]).join().statusCode()).isEqualTo(400);
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        answers.add(post(client, port, TestImages.png(i)));
      }

      Set<String> sequences = new HashSet<>();
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        assertThat(answer.join().statusCode()).as(answer.join().body()).isEqualTo(200);
        sequences.add(answer.join().body().replaceFirst(".*\"sequence\":(\\d+).*", "$1"));
      }
      assertThat(sequences).hasSize(40).contains("0", "39");
      agent.await(() -> agent.counters().skipped() == 1);
      assertLaw(agent.stop(), 41, 1);
    }
  }

  @Test
  void needsNoDataSetWhereFramesComeFromElsewhere() throws Exception {
    set("SOURCE_KIND", "directory");
    set("SOURCE_DIRECTORY_PATH", folder.toString());
    set("SOURCE_DATA_SET", "kmnist");

    try (AgentLife agent = EdgeAgent.open(config(), new ScriptedProducers(true))) {
      assertThat(agent.parts().sources().images().height()).isEqualTo(28);
      assertThat(agent.parts().steering().context().dataset()).isEmpty();
      agent.requestStop();
      assertThat(agent.live()).isZero();
    }
  }

  @Test
  void takesNoTurnsWhereFramesComeFromElsewhere() throws Exception {
    set("SOURCE_KIND", "directory");
    set("SOURCE_DIRECTORY_PATH", folder.toString());

    try (AgentLife agent = EdgeAgent.open(config(), new ScriptedProducers(true))) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> agent.turn(0, 0, 1, Optional.empty()))
          .withMessageContaining("turns need source.kind data-set");
    }
  }

  @Test
  void saysWhichSourceCanNotBeHad() throws Exception {
    set("SOURCE_KIND", "stream");
    set("SOURCE_STREAM_PATH", folder.resolve("none").toString());

    try (AgentLife agent = EdgeAgent.open(config(), new ScriptedProducers(true))) {
      assertThatExceptionOfType(UsageException.class)
          .isThrownBy(agent::live)
          .withMessageContaining("source.stream.path %s is not there", folder.resolve("none"));
    }
  }

  @Test
  void choosesHardFramesWithTheShippedJudge() throws Exception {
    set("SOURCE_HARD_SHARE", "0.5");
    set("SOURCE_HARD_JUDGE", "../models/fashion-mnist/branchynet");
    set("SOURCE_ORDER", "shuffled");
    set("SOURCE_FRAMES", "100");
    set("SOURCE_REPEAT", "2");

    try (AgentLife agent = EdgeAgent.open(config(), new ScriptedProducers(true))) {
      assertThat(agent.live()).isZero();
      assertLaw(agent.parts().spool().status().current(), 200, 0);
    }
  }

  @Test
  void refusesASourceThatIsNotWholeOrNotKnown() {
    set("SOURCE_KIND", "directory");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(this::config)
        .withMessage(
            "source.directory.path must be a folder where source.kind is directory: it is not set");
    set("SOURCE_KIND", "camera");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(this::config)
        .withMessage("source.kind must be one of data-set, directory, stream, http: camera");
    set("SOURCE_KIND", "stream");
    set("SOURCE_STREAM_WIDTH", "16000");
    set("SOURCE_STREAM_HEIGHT", "16000");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(this::config)
        .withMessageContaining("must be at most source.max-pixels, 4000000: 16000 x 16000");
  }

  private static void assertLaw(SpoolCounters counters, long captured, long skipped) {
    assertThat(counters.captured()).isEqualTo(captured);
    assertThat(counters.skipped()).isEqualTo(skipped);
    assertThat(counters.classified()).isEqualTo(captured - skipped);
    assertThat(counters.failed()).isZero();
  }

  private static CompletableFuture<HttpResponse<String>> post(
      HttpClient client, int port, byte[] image) {
    return client.sendAsync(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/frames".formatted(port)))
            .POST(HttpRequest.BodyPublishers.ofByteArray(image))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static long list(Path folder) {
    String[] names = folder.toFile().list();
    return names == null ? 0 : names.length;
  }

  private void set(String key, String value) {
    environment.put("CBNET_AGENT_" + key, value);
  }

  private AgentConfig config() {
    return new ConfigLoader(new Machine(environment, "pi-1", folder)).load(Optional.empty());
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  /** An agent that lives on a thread of its own. */
  private final class Running implements AutoCloseable {
    private final AgentLife agent = EdgeAgent.open(config(), new ScriptedProducers(true));
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private final Thread thread =
        new Thread(
            () -> {
              try {
                exitCode.complete(agent.live());
              } catch (InterruptedException | RuntimeException e) {
                exitCode.completeExceptionally(e);
              }
            });

    private Running() throws IOException {
      thread.start();
      // Accepts frames once it has opened its source; a POST before that would be refused.
      await(() -> exitCode.isDone() || agent.parts().report().get().getState().equals("running"));
    }

    private void await(Condition condition) {
      for (int i = 0; i < 1_500; i++) {
        try {
          if (condition.holds()) {
            return;
          }
          Thread.sleep(20);
        } catch (Exception e) {
          throw new AssertionError(e);
        }
      }
      throw new AssertionError("it never came to that");
    }

    private SpoolCounters counters() {
      return agent.parts().spool().status().current();
    }

    private SpoolCounters stop() throws Exception {
      agent.requestStop();
      assertThat(exitCode.get(30, TimeUnit.SECONDS)).isZero();
      return counters();
    }

    private void endsAfter(OutputStream input) throws Exception {
      input.close();
      assertThat(exitCode.get(30, TimeUnit.SECONDS)).isZero();
    }

    @Override
    public void close() throws IOException {
      agent.requestStop();
      exitCode.handle((code, failure) -> code).join();
      agent.close();
    }
  }
}
