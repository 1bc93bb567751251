package org.cbnet.edge.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.cbnet.inference.bundle.signing.Release;
import org.cbnet.inference.bundle.signing.SigningKey;
import org.cbnet.inference.bundle.signing.TrustedKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BundleDownloadTest {
  @TempDir private Path folder;

  private final List<String> problems = new ArrayList<>();
  private ControlServer server;
  private String hash;
  private byte[] graph;
  private BundleDownload download;

  @BeforeEach
  void publishABundle() throws IOException {
    SigningKey key = SigningKey.generate();
    server = new ControlServer();
    Path bundle = Releases.copy("lenet", folder.resolve("lenet"), 0);
    hash = Releases.publish(bundle, key, 3, 2, server);
    graph = Files.readAllBytes(bundle.resolve("model.onnx"));
    BundleFetch fetch =
        new BundleFetch(
            new CloudClient(server.url(), Optional.empty()),
            new TrustedKeys(List.of(key.publicKey())),
            BundleStore.in(folder.resolve("bundles")),
            1 << 20,
            Duration.ofSeconds(30));
    download = new BundleDownload(fetch, Duration.ofMillis(1));
  }

  @AfterEach
  void stopTheServer() {
    server.close();
  }

  @Test
  void goesOnAsLongAsEveryAttemptBringsSomething() throws Exception {
    // Each answer ends early, many more times than attempts without progress are allowed.
    server.put(
        path(),
        exchange -> {
          int start = start(exchange.getRequestHeaders().getFirst("Range"));
          exchange.getResponseHeaders().set("ETag", "\"v1\"");
          exchange
              .getResponseHeaders()
              .set(
                  "Content-Range",
                  "bytes %d-%d/%d".formatted(start, graph.length - 1, graph.length));
          exchange.sendResponseHeaders(start == 0 ? 200 : 206, graph.length - start);
          int bytes = Math.min(3_000, graph.length - start);
          exchange.getResponseBody().write(graph, start, bytes);
          exchange.getResponseBody().flush();
          exchange.close();
        });

    Optional<Release> release = download.run(hash, 0, nanos -> false, problems::add);

    assertThat(release).isPresent();
    assertThat(problems).hasSizeGreaterThan(10);
  }

  @Test
  void givesUpAfterAFewAttemptsThatBringNothing() {
    AtomicInteger attempts = new AtomicInteger();
    server.put(
        path(),
        exchange -> {
          attempts.incrementAndGet();
          ControlServer.send(exchange, 503, new byte[0]);
        });

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> download.run(hash, 0, nanos -> false, problems::add))
        .withMessageStartingWith("download: ")
        .withMessageContaining("the cloud answers 503");
    // The first brings the other files.
    assertThat(attempts.get()).isBetween(5, 6);
  }

  @Test
  void endsWhereTheBundleIsNoLongerWanted() throws Exception {
    server.put(path(), exchange -> ControlServer.send(exchange, 503, new byte[0]));

    assertThat(download.run(hash, 0, nanos -> true, problems::add)).isEmpty();
    assertThat(problems).hasSize(1);
  }

  private static int start(String range) {
    return range == null ? 0 : Integer.parseInt(range.substring(6, range.length() - 1));
  }

  private String path() {
    return "/api/v1/bundles/%s/model.onnx".formatted(hash);
  }
}
