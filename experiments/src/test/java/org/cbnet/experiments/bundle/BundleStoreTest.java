package org.cbnet.experiments.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.cbnet.cloud.access.Principal;
import org.cbnet.cloud.bundle.Bundle;
import org.cbnet.cloud.bundle.Bundles;
import org.cbnet.cloud.bundle.BundlesStart;
import org.cbnet.cloud.bundle.BundlesUnavailableException;
import org.cbnet.cloud.bundle.RefusedException;
import org.cbnet.cloud.config.CloudConfig;
import org.cbnet.cloud.config.ConfigReader;
import org.cbnet.cloud.start.StreamsSettings;
import org.cbnet.experiments.broker.EmbeddedBroker;
import org.cbnet.inference.bundle.signing.Release;
import org.cbnet.inference.bundle.signing.SignedBundle;
import org.cbnet.inference.bundle.signing.SigningKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several instances on one broker: what one publishes, all serve. */
class BundleStoreTest {
  private static final Principal ANN = Principal.LOCAL;

  @TempDir private Path folder;
  private final SigningKey key = SigningKey.generate();
  private final Map<String, String> users = new ConcurrentHashMap<>();
  private final List<String> audit = new CopyOnWriteArrayList<>();
  private EmbeddedBroker broker;

  @BeforeEach
  void startBroker() throws IOException {
    broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
    Files.writeString(folder.resolve("trusted.pem"), key.publicPem());
  }

  @AfterEach
  void stopBroker() {
    broker.close();
  }

  @Test
  void everyInstanceServesWhatOneHasPublishedAndAfterARestartToo() throws Exception {
    Path heavy = folder.resolve("heavy");
    Release release = TestBundles.release("heavy", heavy, key, 3);
    try (Bundles one = open("one");
        Bundles other = open("other")) {
      Bundle published = publish(one, release, heavy);

      assertThat(published.version()).isEqualTo(3);
      assertThat(published.uploadedBy()).isEqualTo(ANN.name());
      assertThat(published.validationAccuracy()).isNull();
      Bundle there = await(() -> other.list().stream().findFirst());
      assertThat(there).isEqualTo(published);
      assertSame(other, there, heavy);
    }
    assertThat(audit).containsExactly("bundle.publish DONE");
    try (Bundles later = open("one")) {
      assertSame(later, await(() -> later.list().stream().findFirst()), heavy);
    }
    // Of another machine: nothing but the broker has it.
    try (Bundles elsewhere = open("new")) {
      assertSame(elsewhere, await(() -> elsewhere.list().stream().findFirst()), heavy);
    }
  }

  @Test
  void aDamagedCopyIsFetchedAgain() throws Exception {
    Path cbnet = folder.resolve("cbnet");
    Release release = TestBundles.release("cbnet", cbnet, key, 1);
    try (Bundles bundles = open("one")) {
      Bundle bundle = publish(bundles, release, cbnet);
      Path copy = bundles.open(bundle.file("model.onnx").orElseThrow());
      Files.write(copy, new byte[] {1, 2, 3});

      assertThatThrownBy(() -> bundles.open(bundle.file("model.onnx").orElseThrow()))
          .isInstanceOf(BundlesUnavailableException.class);
      assertSame(bundles, await(() -> bundles.list().stream().findFirst()), cbnet);
    }
    Path files = folder.resolve("one/bundles/files");
    try (Stream<Path> listed = Files.list(files)) {
      Files.delete(listed.findFirst().orElseThrow());
    }
    try (Bundles bundles = open("one")) {
      assertSame(bundles, await(() -> bundles.list().stream().findFirst()), cbnet);
    }
  }

  @Test
  void instancesThatPublishAtOnceLoseNothing() throws Exception {
    List<String> networks = List.of("cbnet", "lenet", "lenet5", "branchynet", "mlp-control");
    List<Bundles> instances = List.of(open("a"), open("b"), open("c"));
    ExecutorService threads = Executors.newFixedThreadPool(networks.size());
    try {
      List<Future<Bundle>> published = new ArrayList<>();
      for (int i = 0; i < networks.size(); i++) {
        Path from = folder.resolve(networks.get(i));
        Release release = TestBundles.release(networks.get(i), from, key, 1);
        Bundles to = instances.get(i % instances.size());
        published.add(threads.submit(() -> publish(to, release, from)));
      }
      for (Future<Bundle> each : published) {
        each.get();
      }
      for (Bundles instance : instances) {
        await(() -> Optional.of(instance.list()).filter(all -> all.size() == networks.size()));
      }
    } finally {
      threads.shutdownNow();
      instances.forEach(Bundles::close);
    }
  }

  @Test
  void removesABundleThatNothingNamesAndKeepsWhatAnotherShares() throws Exception {
    Path cbnet = folder.resolve("cbnet");
    Release release = TestBundles.release("cbnet", cbnet, key, 1);
    Path lenet = folder.resolve("lenet");
    Release other = TestBundles.release("lenet", lenet, key, 1);
    try (Bundles bundles = open("one")) {
      publish(bundles, release, cbnet);
      Bundle kept = publish(bundles, other, lenet);
      users.put(release.bundleHash(), "desired state of group:north");
      assertThatThrownBy(() -> bundles.delete(release.bundleHash(), ANN))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("desired state of group:north");
      users.clear();

      assertThat(bundles.delete(release.bundleHash(), ANN)).isTrue();
      assertThat(bundles.delete(release.bundleHash(), ANN)).isFalse();
      assertThat(bundles.list()).containsExactly(kept);
      assertSame(bundles, kept, lenet);
      // Its files are gone from the topic with it, and come with a new upload.
      assertSame(bundles, publish(bundles, release, cbnet), cbnet);
    }
    try (Bundles elsewhere = open("new")) {
      await(() -> Optional.of(elsewhere.list()).filter(all -> all.size() == 2));
    }
    assertThat(audit)
        .containsExactly(
            "bundle.publish DONE",
            "bundle.publish DONE",
            "bundle.delete REFUSED",
            "bundle.delete DONE",
            "bundle.publish DONE");
  }

  @Test
  void refusesWhatNoDeviceWouldTake() throws Exception {
    Path cbnet = folder.resolve("cbnet");
    Release release = TestBundles.release("cbnet", cbnet, SigningKey.generate(), 1);
    String hash = release.bundleHash();
    try (Bundles bundles = open("one")) {
      assertThatThrownBy(() -> publish(bundles, release, cbnet))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("by none of the trusted keys");

      SignedBundle.sign(cbnet, key, 2, 1);
      byte[] graph = Files.readAllBytes(cbnet.resolve("model.onnx"));
      graph[1000] ^= 1;
      stage(bundles, release, cbnet);
      bundles.stage(hash, "model.onnx", new ByteArrayInputStream(graph));
      assertThatThrownBy(() -> bundles.publish(hash, ANN))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("model.onnx has")
          .hasMessageNotContaining(folder.toString());

      assertThatThrownBy(
              () ->
                  bundles.stage(
                      "0".repeat(64),
                      "bundle.json",
                      Files.newInputStream(cbnet.resolve("bundle.json"))))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("it must be the bundle's hash");
      assertThat(bundles.list()).isEmpty();

      publish(bundles, release, cbnet);
      SignedBundle.sign(cbnet, key, 1, 1);
      assertThatThrownBy(() -> publish(bundles, release, cbnet))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("as version 2");
    }
  }

  private Bundles open(String name) throws Exception {
    Path config =
        Files.writeString(
            folder.resolve(name + ".yaml"),
            """
            kafka:
              bootstrap-servers: "%s"
            state-directory: "%s"
            bundles:
              trusted-keys: "%s"
            """
                .formatted(
                    broker.bootstrapServers(),
                    folder.resolve(name),
                    folder.resolve("trusted.pem")));
    CloudConfig read = new ConfigReader(Map.of()).read(Optional.of(config));
    Bundles bundles =
        BundlesStart.start(
            read,
            StreamsSettings.admin(read),
            hash -> Optional.ofNullable(users.get(hash)),
            (principal, action, target, before, after, outcome) ->
                audit.add(action + " " + outcome),
            Clock.systemUTC());
    await(() -> Optional.of(bundles.list()));
    return bundles;
  }

  private static Bundle publish(Bundles bundles, Release release, Path from) throws Exception {
    stage(bundles, release, from);
    return bundles.publish(release.bundleHash(), ANN);
  }

  private static void stage(Bundles bundles, Release release, Path from) throws Exception {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        try (var in = Files.newInputStream(file)) {
          bundles.stage(release.bundleHash(), file.getFileName().toString(), in);
        }
      }
    }
  }

  private static void assertSame(Bundles bundles, Bundle bundle, Path folder) throws IOException {
    assertThat(bundle.files()).isNotEmpty();
    for (var file : bundle.files()) {
      assertThat(
              Arrays.equals(
                  Files.readAllBytes(bundles.open(file)),
                  Files.readAllBytes(folder.resolve(file.name()))))
          .as(file.name())
          .isTrue();
    }
  }

  private static <T> T await(Callable<Optional<T>> wanted) throws Exception {
    long end = System.nanoTime() + 60_000_000_000L;
    while (System.nanoTime() < end) {
      try {
        Optional<T> found = wanted.call();
        if (found.isPresent()) {
          return found.get();
        }
      } catch (BundlesUnavailableException e) {
        // Not yet.
      }
      Thread.sleep(20);
    }
    throw new AssertionError("it did not come");
  }
}
