package org.cbnet.edge.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.signing.Release;
import org.cbnet.inference.bundle.signing.ReleaseException;
import org.cbnet.inference.bundle.signing.SigningKey;
import org.cbnet.inference.bundle.signing.TrustedKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Fetches a shipped bundle over HTTP, and all that can go wrong with it. */
@Timeout(60)
class BundleFetchTest {
  @TempDir private Path folder;

  private final SigningKey key = SigningKey.generate();
  private ControlServer server;
  private Path bundle;
  private String hash;
  private long free = 1L << 30;
  private BundleStore store;

  @BeforeEach
  void publishABundle() throws IOException {
    server = new ControlServer();
    bundle = Releases.copy("lenet", folder.resolve("lenet"), 0);
    hash = Releases.publish(bundle, key, 3, 2, server);
    store = new BundleStore(folder.resolve("bundles"), () -> free);
  }

  @AfterEach
  void stopTheServer() {
    server.close();
  }

  @Test
  void bringsABundleToItsPlaceOnce() throws Exception {
    Path place = fetch().attempt(hash, 0).folder();

    assertThat(place).isEqualTo(folder.resolve("bundles").resolve(hash));
    assertThat(ModelBundle.load(place).hash()).isEqualTo(hash);
    assertThat(folder.resolve("bundles").resolve(hash + ".part")).doesNotExist();
    int requests = server.requests().size();
    assertThat(fetch().attempt(hash, 0).release().minimumVersion()).isEqualTo(2);
    assertThat(server.requests()).as("it is there already").hasSize(requests);
  }

  @Test
  void goesOnWhereATruncatedDownloadEnded() throws Exception {
    byte[] graph = Files.readAllBytes(bundle.resolve("model.onnx"));
    server.put(path("model.onnx"), exchange -> ControlServer.sendTruncated(exchange, graph, 9_000));
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> fetch().attempt(hash, 0));
    assertThat(fetch().progressBytes(hash)).isGreaterThan(8_000);
    server.put(path("model.onnx"), graph);

    assertThat(fetch().attempt(hash, 0).release().version()).isEqualTo(3);

    assertThat(server.requests()).contains(path("model.onnx") + " bytes=9000-");
  }

  @Test
  void startsAgainWhereTheServerKnowsNoRanges() throws Exception {
    byte[] graph = Files.readAllBytes(bundle.resolve("model.onnx"));
    server.put(path("model.onnx"), exchange -> ControlServer.sendTruncated(exchange, graph, 9_000));
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> fetch().attempt(hash, 0));
    server.put(path("model.onnx"), exchange -> ControlServer.send(exchange, 200, graph));

    assertThat(fetch().attempt(hash, 0).folder()).exists();
  }

  @Test
  void startsAgainWhereTheTwoHalvesDoNotFit() throws Exception {
    byte[] graph = Files.readAllBytes(bundle.resolve("model.onnx"));
    byte[] other = graph.clone();
    Arrays.fill(other, (byte) 7);
    server.put(path("model.onnx"), exchange -> ControlServer.sendTruncated(exchange, other, 9_000));
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> fetch().attempt(hash, 0));
    server.put(path("model.onnx"), graph);

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> fetch().attempt(hash, 0))
        .withMessageContaining("signed is")
        .isNotInstanceOf(ReleaseException.class);
    assertThat(fetch().attempt(hash, 0).folder()).exists();
  }

  @Test
  void refusesAnotherFileThanTheSignedOne() throws Exception {
    byte[] graph = Files.readAllBytes(bundle.resolve("model.onnx"));
    graph[100] ^= 1;
    server.put(path("model.onnx"), graph);

    refuses("model.onnx has SHA-256");
    assertThat(store.has(hash)).isFalse();
  }

  @Test
  void refusesALongerFileThanTheSignedOne() throws Exception {
    server.put(path("model.onnx"), new byte[1 << 20]);

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> fetch().attempt(hash, 0))
        .withMessageContaining("longer than");
  }

  @Test
  void refusesABundleThatIsTooLarge() {
    assertThatExceptionOfType(ReleaseException.class)
        .isThrownBy(() -> fetch(10_000, key).attempt(hash, 0))
        .withMessageContaining("steering.max-bundle-bytes allows 10000");
  }

  @Test
  void refusesAnotherSignersReleaseAndTakesEitherOfTwoKeys() throws Exception {
    assertThatExceptionOfType(ReleaseException.class)
        .isThrownBy(() -> fetch(1 << 20, SigningKey.generate()).attempt(hash, 0))
        .withMessageContaining("none of the trusted keys");
    assertThat(fetch(1 << 20, SigningKey.generate(), key).attempt(hash, 0).folder()).exists();
  }

  @Test
  void refusesAVersionBelowTheFloorAndReturnsToOneAboveIt() throws Exception {
    assertThatExceptionOfType(ReleaseException.class)
        .isThrownBy(() -> fetch().attempt(hash, 4))
        .withMessageContaining("version 3 is below 4");
    assertThat(fetch().attempt(hash, 3).release().version()).isEqualTo(3);
    assertThatExceptionOfType(ReleaseException.class)
        .as("also where it is on disk already")
        .isThrownBy(() -> fetch().attempt(hash, 4));

    Releases.publish(bundle, key, 4, 2, server);

    assertThat(fetch().attempt(hash, 4).release().version())
        .as("released anew, so it may return")
        .isEqualTo(4);
  }

  @Test
  void refusesAFileNameThatLeadsElsewhere() throws Exception {
    String release =
        Files.readString(bundle.resolve(Release.FILE)).replace("trial.json", "../../evil");
    byte[] json = release.getBytes(StandardCharsets.UTF_8);
    server.put(path(Release.FILE), json);
    server.put(path(Release.SIGNATURE), key.sign(json));

    refuses("file name must be plain");
    assertThat(folder.resolve("evil")).doesNotExist();
  }

  @Test
  void refusesAReleaseOfAnotherBundle() throws Exception {
    Path other = Releases.copy("cbnet", folder.resolve("cbnet"), 0);
    Releases.publish(other, key, 9, 1, server);
    server.put(path(Release.FILE), Files.readAllBytes(other.resolve(Release.FILE)));
    server.put(path(Release.SIGNATURE), Files.readAllBytes(other.resolve(Release.SIGNATURE)));

    refuses("asked for was " + hash);
  }

  @Test
  void followsNoRedirect() {
    server.put(
        path(Release.FILE),
        exchange -> {
          exchange.getResponseHeaders().set("Location", server.url() + path("model.onnx"));
          ControlServer.send(exchange, 302, new byte[0]);
        });

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> fetch().attempt(hash, 0))
        .withMessageContaining("the cloud answers 302");
  }

  @Test
  void failsWhereTheDiskIsFull() {
    free = 10 << 20;

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> fetch().attempt(hash, 0))
        .withMessageContaining("disk: 10485760 bytes are free");
  }

  @Test
  void givesUpOnAServerThatTricklesInTime() throws Exception {
    byte[] graph = Files.readAllBytes(bundle.resolve("model.onnx"));
    server.put(
        path("model.onnx"),
        exchange -> {
          exchange.sendResponseHeaders(200, graph.length);
          exchange.getResponseBody().write(graph, 0, 10);
          exchange.getResponseBody().flush();
          // Left open until the server closes.
        });
    BundleFetch hasty =
        new BundleFetch(cloud(), trusted(key), store, 1 << 20, Duration.ofSeconds(2));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> hasty.attempt(hash, 0))
        .withMessageContaining("no whole answer within");
  }

  @Test
  void keepsOnlyWhatIsNeeded() throws Exception {
    fetch().attempt(hash, 0);
    Path other = Releases.copy("cbnet", folder.resolve("cbnet"), 0);
    String otherHash = Releases.publish(other, key, 9, 1, server);
    fetch().attempt(otherHash, 0);

    store.keepOnly(Set.of(otherHash));

    assertThat(store.has(hash)).isFalse();
    assertThat(store.has(otherHash)).isTrue();
  }

  private void refuses(String reason) {
    assertThatExceptionOfType(ReleaseException.class)
        .isThrownBy(() -> fetch().attempt(hash, 0))
        .withMessageContaining(reason);
  }

  private String path(String file) {
    return "/api/v1/bundles/%s/%s".formatted(hash, file);
  }

  private BundleFetch fetch() {
    return fetch(1 << 20, key);
  }

  private BundleFetch fetch(long maxBytes, SigningKey... keys) {
    return new BundleFetch(cloud(), trusted(keys), store, maxBytes, Duration.ofSeconds(30));
  }

  private static TrustedKeys trusted(SigningKey... keys) {
    return new TrustedKeys(Arrays.stream(keys).map(SigningKey::publicKey).toList());
  }

  private CloudClient cloud() {
    return new CloudClient(server.url(), Optional.empty());
  }
}
