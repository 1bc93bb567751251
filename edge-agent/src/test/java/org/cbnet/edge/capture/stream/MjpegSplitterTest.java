package org.cbnet.edge.capture.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.cbnet.edge.capture.TestImages;
import org.junit.jupiter.api.Test;

class MjpegSplitterTest {
  private static final int MAX_BYTES = 10_000;

  private final ByteArrayOutputStream stream = new ByteArrayOutputStream();

  @Test
  void findsImagesOneAfterAnother() throws IOException {
    write(TestImages.jpeg(0), TestImages.jpeg(1), TestImages.jpeg(2));

    assertThat(images(split()))
        .containsExactly(TestImages.jpeg(0), TestImages.jpeg(1), TestImages.jpeg(2));
  }

  @Test
  void findsTheSameHoweverThePipeCutsThem() throws IOException {
    write(TestImages.jpeg(0), TestImages.jpeg(1));
    Random random = new Random(7);
    InputStream drops =
        new ByteArrayInputStream(stream.toByteArray()) {
          @Override
          public synchronized int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, Math.min(length, 1 + random.nextInt(3)));
          }
        };

    assertThat(images(chunks(new MjpegSplitter(drops, MAX_BYTES))))
        .containsExactly(TestImages.jpeg(0), TestImages.jpeg(1));
  }

  @Test
  void passesOverWhatLiesBetweenImages() throws IOException {
    byte[] boundary =
        "\r\n--frame\r\nContent-Type: image/jpeg\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    write(boundary, TestImages.jpeg(0), new byte[] {(byte) 0xff}, boundary, TestImages.jpeg(1));

    assertThat(split()).hasSize(2);
  }

  @Test
  void doesNotTakeAThumbnailForAnImage() throws IOException {
    byte[] outer = TestImages.jpeg(0);
    byte[] thumbnail = TestImages.jpeg(1);
    ByteArrayOutputStream exif = new ByteArrayOutputStream();
    exif.write(outer, 0, 2);
    int length = thumbnail.length + 2;
    exif.writeBytes(new byte[] {(byte) 0xff, (byte) 0xe1, (byte) (length >> 8), (byte) length});
    exif.writeBytes(thumbnail);
    exif.write(outer, 2, outer.length - 2);
    write(exif.toByteArray(), outer);

    assertThat(images(split())).containsExactly(exif.toByteArray(), outer);
  }

  @Test
  void countsAnImageInWhichTheNextBegins() throws IOException {
    byte[] cut = TestImages.jpeg(0);
    write(Arrays.copyOf(cut, cut.length - 20), TestImages.jpeg(1));

    List<Chunk> chunks = split();

    assertThat(chunks.get(0))
        .isInstanceOfSatisfying(
            Chunk.Broken.class, broken -> assertThat(broken.reason()).isEqualTo("truncated"));
    assertThat(images(chunks)).containsExactly(TestImages.jpeg(1));
  }

  @Test
  void countsAnImageThatTheEndCutsOff() throws IOException {
    byte[] cut = TestImages.jpeg(1);
    write(TestImages.jpeg(0), Arrays.copyOf(cut, cut.length - 1));

    List<Chunk> chunks = split();

    assertThat(chunks).hasSize(2);
    assertThat(chunks.get(1)).isInstanceOf(Chunk.Broken.class);
  }

  @Test
  void givesUpAnImageWithoutSenseAndFindsTheNext() throws IOException {
    // A segment of 0 bytes, and one whose length leads into nowhere.
    write(
        new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 0, 1, 2},
        new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 9},
        TestImages.jpeg(0),
        TestImages.jpeg(1));

    assertThat(images(split())).containsExactly(TestImages.jpeg(0), TestImages.jpeg(1));
  }

  @Test
  void dropsAnImageThatIsTooLongAndFindsTheNext() throws IOException {
    byte[] head = Arrays.copyOf(TestImages.jpeg(0), TestImages.jpeg(0).length - 2);
    write(head, new byte[3 * MAX_BYTES], TestImages.jpeg(1));

    List<Chunk> chunks = split();

    assertThat(chunks.get(0))
        .isInstanceOfSatisfying(
            Chunk.Broken.class, broken -> assertThat(broken.reason()).isEqualTo("too-large"));
    assertThat(images(chunks)).containsExactly(TestImages.jpeg(1));
  }

  @Test
  void endsOnNoiseAndOnNothing() throws IOException {
    assertThat(split()).isEmpty();
    byte[] noise = new byte[200_000];
    new Random(11).nextBytes(noise);
    write(noise);

    assertThat(images(split())).allMatch(image -> image.length <= MAX_BYTES + 65_536);
  }

  private void write(byte[]... parts) {
    for (byte[] part : parts) {
      stream.writeBytes(part);
    }
  }

  private List<Chunk> split() throws IOException {
    return chunks(new MjpegSplitter(new ByteArrayInputStream(stream.toByteArray()), MAX_BYTES));
  }

  private static List<Chunk> chunks(Splitter splitter) throws IOException {
    List<Chunk> chunks = new ArrayList<>();
    Chunk chunk = splitter.next();
    while (!(chunk instanceof Chunk.End)) {
      chunks.add(chunk);
      chunk = splitter.next();
    }
    return chunks;
  }

  private static List<byte[]> images(List<Chunk> chunks) {
    return chunks.stream()
        .filter(Chunk.Image.class::isInstance)
        .map(chunk -> ((Chunk.Image) chunk).bytes())
        .toList();
  }
}
