package org.cbnet.inference.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFileTest {
  /** Two images of 2 x 3. */
  private static final byte[] IMAGES = idx(0x0803, new int[] {2, 2, 3}, 12);

  private Path file;

  @BeforeEach
  void nameTheFile(@TempDir Path folder) {
    file = folder.resolve("images");
  }

  @Test
  void readsPlainAndPackedAlike() throws IOException {
    Files.write(file, IMAGES);
    IdxFile.Content plain = IdxFile.read(file, 3);
    Files.write(file, gzip(IMAGES));
    IdxFile.Content packed = IdxFile.read(file, 3);

    assertThat(plain.sizes()).containsExactly(2, 2, 3);
    assertThat(plain.data()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    assertThat(packed.sizes()).isEqualTo(plain.sizes());
    assertThat(packed.data()).isEqualTo(plain.data());
  }

  @Test
  void shortDataNamesFileOffsetAndBothSides() throws IOException {
    assertRefusal(
        Arrays.copyOf(IMAGES, 16 + 5),
        "at byte 21 of the unpacked data: expected 12 data bytes, found end of file after 5");
  }

  @Test
  void shortHeaderNamesFileOffsetAndBothSides() throws IOException {
    assertRefusal(
        Arrays.copyOf(IMAGES, 7), "at byte 7", "expected a header of 16 bytes, found end of file");
    assertRefusal(new byte[0], "at byte 0");
  }

  @Test
  void anotherMagicNamesBoth() throws IOException {
    byte[] labels = idx(0x0801, new int[] {12}, 12);

    assertRefusal(labels, "at byte 0", "expected magic 0x00000803, found 0x00000801");
  }

  @Test
  void trailingDataNamesTheOffset() throws IOException {
    assertRefusal(Arrays.copyOf(IMAGES, 30), "at byte 28", "expected end of file, found more data");
  }

  @Test
  void absurdSizesAreRefusedBeforeMemoryIsAskedFor() throws IOException {
    assertRefusal(
        idx(0x0803, new int[] {Integer.MAX_VALUE, 28, 28}, 0), "at byte 4", "at most 256 MiB");
    assertRefusal(idx(0x0803, new int[] {1, -28, 28}, 0), "at byte 8", "found -28");
  }

  @Test
  void damagedGzipIsSaidToBe() throws IOException {
    byte[] packed = gzip(IMAGES);
    // The checksum of the data is in the last 8 bytes.
    packed[packed.length - 6] ^= 1;

    assertRefusal(packed, "damaged gzip data");
  }

  @Test
  void gzipThatEndsEarlyIsSaidTo() throws IOException {
    byte[] packed = gzip(IMAGES);

    assertRefusal(Arrays.copyOf(packed, packed.length - 12), "gzip data ends early");
  }

  private void assertRefusal(byte[] content, String... parts) throws IOException {
    Files.write(file, content);

    assertThatThrownBy(() -> IdxFile.read(file, 3))
        .isInstanceOf(IdxFormatException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContainingAll(parts);
  }

  private static byte[] idx(int magic, int[] sizes, int count) {
    ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * sizes.length + count).putInt(magic);
    Arrays.stream(sizes).forEach(buffer::putInt);
    for (int i = 0; i < count; i++) {
      buffer.put((byte) i);
    }
    return buffer.array();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(content);
    }
    return packed.toByteArray();
  }
}
