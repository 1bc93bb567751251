package org.cbnet.cloud.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.cbnet.inference.bundle.signing.Digests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFilesTest {
  @TempDir private Path folder;
  private final byte[] content = new byte[2 * Chunk.BYTES + 17];
  private BundleFile file;
  private LocalFiles files;

  @BeforeEach
  void open() throws IOException {
    new Random(5).nextBytes(content);
    file = new BundleFile("model.onnx", content.length, Digests.sha256(content));
    files = new LocalFiles(folder);
  }

  @Test
  void aFileIsThereOnceAllOfItsChunksAreInAnyOrder() throws IOException {
    write(2);
    assertThat(files.find(file)).isEmpty();
    write(0);
    write(0);
    assertThat(files.find(file)).isEmpty();
    write(1);
    assertThat(Files.readAllBytes(files.find(file).orElseThrow())).isEqualTo(content);
  }

  @Test
  void whatWasBegunBeforeARestartIsGoneOnWith() throws IOException {
    write(0);
    write(1);
    files = new LocalFiles(folder);
    write(2);
    assertThat(files.find(file)).isPresent();
  }

  @Test
  void aDamagedFileIsNotThereAndCanComeAgain() throws IOException {
    writeAll();
    Path copy = files.find(file).orElseThrow();
    byte[] damaged = content.clone();
    damaged[Chunk.BYTES] ^= 1;
    Files.write(copy, damaged);

    assertThat(new LocalFiles(folder).find(file)).isEmpty();
    assertThat(copy).doesNotExist();
    writeAll();
    assertThat(Files.readAllBytes(files.find(file).orElseThrow())).isEqualTo(content);
  }

  @Test
  void anEmptyFileNeedsNoChunk() throws IOException {
    BundleFile empty = new BundleFile("empty", 0, Digests.sha256(new byte[0]));
    assertThat(Chunk.count(empty)).isZero();
    assertThat(files.find(empty)).isPresent();
  }

  @Test
  void removesWhatNobodyNamesAndKeepsWhatIsBeingReceived() throws IOException {
    writeAll();
    files.find(file);
    String other = "0".repeat(64);
    files.write(other, 0, new byte[] {1});
    files.keepOnly(Set.of(other));
    assertThat(files.find(file)).isEmpty();
    assertThat(folder).isDirectoryContaining(each -> each.endsWith(other + ".part"));
  }

  private void writeAll() throws IOException {
    for (int index = 0; index < Chunk.count(file); index++) {
      write(index);
    }
  }

  private void write(int index) throws IOException {
    Chunk chunk = new Chunk(file.sha256(), index);
    int start = (int) chunk.position();
    int end = Math.min(content.length, start + Chunk.BYTES);
    files.write(file.sha256(), start, Arrays.copyOfRange(content, start, end));
  }
}
