package org.cbnet.cloud.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cbnet.inference.bundle.signing.Digests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleMirrorTest {
  private static final byte[] CONTENT = "graph".getBytes(StandardCharsets.US_ASCII);

  @TempDir private Path folder;
  private BundleMirror mirror;
  private Bundle bundle;

  @BeforeEach
  void open() throws IOException {
    mirror = new BundleMirror(new LocalFiles(folder.resolve("files")), Catalogue.EMPTY);
    BundleFile file = new BundleFile("model.onnx", CONTENT.length, Digests.sha256(CONTENT));
    bundle =
        new Bundle(
            "a".repeat(64),
            1,
            1,
            "key",
            "lenet",
            "edge-full",
            "mnist",
            0.9,
            "ann",
            5,
            List.of(file));
  }

  @Test
  void showsABundleOnlyWhileItsFilesAreThereAndTheCatalogueNamesIt() throws IOException {
    Catalogue named = Catalogue.EMPTY.with(bundle);
    mirror.apply(BundleMirror.CATALOGUE, named.toJson());
    assertThat(mirror.whole()).isEmpty();
    chunk();
    assertThat(mirror.whole()).containsExactly(bundle);
    mirror.apply(BundleMirror.CATALOGUE, named.without(bundle.hash()).toJson());
    assertThat(mirror.whole()).isEmpty();
    assertThat(folder.resolve("files")).isEmptyDirectory();
  }

  @Test
  void anOlderCatalogueThatIsReadAgainChangesNothing() throws IOException {
    Catalogue first = Catalogue.EMPTY.with(bundle);
    Catalogue second = first.without(bundle.hash());
    mirror.apply(BundleMirror.CATALOGUE, second.toJson());
    mirror.apply(BundleMirror.CATALOGUE, first.toJson());
    assertThat(mirror.catalogue()).isEqualTo(second);
  }

  @Test
  void strangeRecordsAreIgnored() throws IOException {
    mirror.apply(null, CONTENT);
    mirror.apply("file:../../x:0", CONTENT);
    mirror.apply(BundleMirror.CATALOGUE, CONTENT);
    mirror.apply(BundleMirror.CATALOGUE, null);
    assertThat(mirror.catalogue()).isEqualTo(Catalogue.EMPTY);
    assertThat(folder.resolve("files")).isEmptyDirectory();
  }

  @Test
  void aPositionIsOfItsTopicAndSurvivesDamage() throws IOException {
    Path file = folder.resolve("position.json");
    MirrorPosition position = new MirrorPosition("topic", 7, Catalogue.EMPTY.with(bundle));
    position.write(file);
    assertThat(MirrorPosition.read(file, "topic")).isEqualTo(position);
    assertThat(MirrorPosition.read(file, "another")).isEqualTo(MirrorPosition.start("another"));
    Files.write(file, CONTENT);
    assertThat(MirrorPosition.read(file, "topic")).isEqualTo(MirrorPosition.start("topic"));
  }

  private void chunk() throws IOException {
    mirror.apply(new Chunk(Digests.sha256(CONTENT), 0).key(), CONTENT);
  }
}
