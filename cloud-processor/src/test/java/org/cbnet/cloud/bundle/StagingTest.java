package org.cbnet.cloud.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.cbnet.cloud.bundle.RefusedException.Reason;
import org.cbnet.inference.bundle.signing.Digests;
import org.cbnet.inference.bundle.signing.Release;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingTest {
  private static final String HASH = "a".repeat(64);
  private static final int MOST = 1_000;

  @TempDir private Path folder;
  private Instant now = Instant.now();
  private Staging staging;

  @BeforeEach
  void open() throws IOException {
    staging = new Staging(folder, MOST, () -> now);
  }

  @Test
  void remembersWhatCameWholeAndNothingElse() throws Exception {
    byte[] content = {1, 2, 3};
    BundleFile file = staging.put(HASH, "model.onnx", new ByteArrayInputStream(content));
    assertThat(file).isEqualTo(new BundleFile("model.onnx", 3, Digests.sha256(content)));
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(content),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("the link is gone");
              }

              @Override
              public int read(byte[] bytes, int from, int length) throws IOException {
                return read();
              }
            });
    assertThatThrownBy(() -> staging.put(HASH, "model.onnx", broken))
        .hasMessage("the link is gone");
    assertThat(staging.files(HASH)).containsExactly(file);
    assertThat(folder.resolve(HASH)).isDirectoryContaining(each -> each.endsWith("model.onnx"));
    try (var left = Files.list(folder.resolve(HASH))) {
      assertThat(left).hasSize(1);
    }
  }

  @Test
  void allFilesOfABundleTogetherHaveALimit() throws Exception {
    int limit = MOST + Release.MAX_BYTES;
    staging.put(HASH, "one", new ByteArrayInputStream(new byte[limit - 10]));
    staging.put(HASH, "one", new ByteArrayInputStream(new byte[limit - 10]));
    staging.put(HASH, "two", new ByteArrayInputStream(new byte[10]));
    assertThatThrownBy(() -> staging.put(HASH, "two", new ByteArrayInputStream(new byte[11])))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
  }

  @Test
  void whatNobodyTouchesForADayMakesRoom() throws Exception {
    for (int i = 0; i < 8; i++) {
      staging.put(Integer.toHexString(i).repeat(64), "one", new ByteArrayInputStream(new byte[1]));
    }
    assertThatThrownBy(() -> staging.put(HASH, "one", new ByteArrayInputStream(new byte[1])))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("8 bundles are being uploaded");
    now = now.plus(Duration.ofDays(1)).plusSeconds(60);
    staging.put(HASH, "one", new ByteArrayInputStream(new byte[1]));
    assertThat(staging.files("0".repeat(64))).isEmpty();
  }
}
