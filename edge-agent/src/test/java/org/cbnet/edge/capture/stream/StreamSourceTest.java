package org.cbnet.edge.capture.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.cbnet.edge.capture.Capture;
import org.cbnet.edge.capture.FrameIds;
import org.cbnet.edge.capture.Polling;
import org.cbnet.edge.capture.TestImages;
import org.cbnet.inference.Frame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With real named pipes. */
@Timeout(60)
class StreamSourceTest {
  private static final int MAX_BYTES = 100_000;

  @TempDir private Path folder;

  private Path pipe;
  private StreamSource source;

  @BeforeEach
  void makePipe() throws IOException, InterruptedException {
    pipe = folder.resolve("camera");
    Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assertThat(mkfifo.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  @AfterEach
  void close() {
    if (source != null) {
      source.close();
    }
  }

  @Test
  void givesTheImagesOfAPipeAndEndsWithIt() throws Exception {
    source = open(pipe, StreamFormat.MJPEG, WhenBehind.WAIT);
    Thread camera = write(TestImages.jpeg(0), new byte[] {1, 2, 3}, TestImages.jpeg(1));

    Frame first = Polling.image(source).frame();
    Frame second = Polling.image(source).frame();

    assertThat(first.id()).isEqualTo("stream-00000007-0");
    assertThat(second.id()).isEqualTo("stream-00000007-1");
    assertThat(first.pixels())
        .isEqualTo(TestImages.decoder().decode("x", TestImages.jpeg(0), -1).pixels());
    assertThat(Polling.next(source)).isSameAs(Capture.Empty.END);
    assertThat(source.poll(Duration.ZERO)).isSameAs(Capture.Empty.END);
    camera.join();
  }

  @Test
  void countsWhatIsNoWholeImage() throws Exception {
    byte[] jpeg = TestImages.jpeg(0);
    source = open(pipe, StreamFormat.MJPEG, WhenBehind.WAIT);
    Thread camera =
        write(
            Arrays.copyOf(jpeg, jpeg.length - 30),
            // Whole by its markers, but without anything in it.
            new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xd9},
            jpeg,
            Arrays.copyOf(jpeg, 100));

    assertThat(Polling.skipped(source).reason()).isEqualTo("truncated");
    assertThat(Polling.skipped(source).reason()).isEqualTo("unreadable");
    assertThat(Polling.image(source)).isNotNull();
    assertThat(Polling.skipped(source).reason()).isEqualTo("truncated");
    assertThat(Polling.next(source)).isSameAs(Capture.Empty.END);
    camera.join();
  }

  @Test
  void readsImagesWithoutHuffmanTablesAsWebcamsSendThem() throws Exception {
    source = open(pipe, StreamFormat.MJPEG, WhenBehind.WAIT);
    byte[] jpeg = TestImages.jpeg(0);
    Thread camera = write(withoutHuffmanTables(jpeg));

    assertThat(Polling.image(source).frame().pixels())
        .isEqualTo(TestImages.decoder().decode("x", jpeg, -1).pixels());
    camera.join();
  }

  @Test
  void readsRawGreyFrames() throws Exception {
    source = open(pipe, StreamFormat.GRAY8, WhenBehind.WAIT);
    byte[] pixels = TestImages.images().frame(0).pixels();
    Thread camera = write(pixels, Arrays.copyOf(pixels, 100));

    assertThat(Polling.image(source).frame().pixels()).isEqualTo(pixels);
    assertThat(Polling.skipped(source).detail())
        .isEqualTo("the stream ends after 100 of a frame's 784 bytes");
    assertThat(Polling.next(source)).isSameAs(Capture.Empty.END);
    camera.join();
  }

  @Test
  void readsRawColours() throws Exception {
    source = open(pipe, StreamFormat.RGB24, WhenBehind.WAIT);
    byte[] red = new byte[3 * 784];
    for (int i = 0; i < red.length; i += 3) {
      red[i] = (byte) 255;
    }
    Thread camera = write(red);

    assertThat(Polling.image(source).frame().pixels()).containsOnly(76);
    camera.join();
  }

  @Test
  void readsTheLumaOfPlanarColours() throws Exception {
    source = open(pipe, StreamFormat.YUV420, WhenBehind.WAIT);
    byte[] frame = new byte[784 * 3 / 2];
    Arrays.fill(frame, 0, 784, (byte) 90);
    Arrays.fill(frame, 784, frame.length, (byte) 128);
    Thread camera = write(frame, frame);

    assertThat(Polling.frames(source, 2)).allSatisfy(f -> assertThat(f.pixels()).containsOnly(90));
    camera.join();
  }

  @Test
  void letsTheWriterWaitWhileItIsBehind() throws Exception {
    source = open(pipe, StreamFormat.GRAY8, WhenBehind.WAIT);
    AtomicInteger written = new AtomicInteger();
    int frames = 1_000;
    Thread camera =
        new Thread(
            () -> {
              try (OutputStream out = Files.newOutputStream(pipe)) {
                for (int i = 0; i < frames; i++) {
                  out.write(numbered(i));
                  written.incrementAndGet();
                }
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    camera.start();

    for (int i = 0; i < frames; i++) {
      Frame frame = Polling.image(source).frame();
      assertThat(number(frame)).isEqualTo(i);
      // A pipe holds 64 KiB, the source a few frames.
      assertThat(written.get()).isLessThan(i + 120);
    }
    assertThat(Polling.next(source)).isSameAs(Capture.Empty.END);
    camera.join();
  }

  @Test
  void skipsAndCountsTheOldestWhileItIsBehind() throws Exception {
    source = open(pipe, StreamFormat.GRAY8, WhenBehind.SKIP);
    byte[][] frames = new byte[500][];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = numbered(i);
    }
    // Nobody takes anything until all is written.
    write(frames).join();

    int skipped = 0;
    int taken = 0;
    int last = -1;
    Capture capture = Polling.next(source);
    while (capture != Capture.Empty.END) {
      if (capture instanceof Capture.Skipped behind) {
        assertThat(behind.reason()).isEqualTo("behind");
        skipped += behind.frames();
      } else if (capture instanceof Capture.Image image) {
        taken++;
        last = number(image.frame());
      }
      capture = Polling.next(source);
    }

    assertThat(skipped + taken).isEqualTo(frames.length);
    assertThat(skipped).isPositive();
    assertThat(last).isEqualTo(frames.length - 1);
  }

  @Test
  void closesWhileItWaitsForAWriter() throws Exception {
    source = open(pipe, StreamFormat.MJPEG, WhenBehind.WAIT);

    source.close();

    assertNoReaderIsLeft();
    assertThat(source.poll(Duration.ZERO)).isSameAs(Capture.Empty.END);
  }

  @Test
  void closesWhileItWaitsForBytes() throws Exception {
    source = open(pipe, StreamFormat.MJPEG, WhenBehind.WAIT);
    try (OutputStream camera = Files.newOutputStream(pipe)) {
      camera.write(TestImages.jpeg(0));
      assertThat(Polling.image(source)).isNotNull();

      source.close();

      assertNoReaderIsLeft();
    }
  }

  @Test
  void closesWhileItsReaderWaitsForRoom() throws Exception {
    source = open(pipe, StreamFormat.GRAY8, WhenBehind.WAIT);
    try (OutputStream camera = Files.newOutputStream(pipe)) {
      camera.write(new byte[784 * 20]);
      assertThat(Polling.image(source)).isNotNull();

      source.close();

      assertNoReaderIsLeft();
    }
  }

  private StreamSource open(Path path, StreamFormat format, WhenBehind whenBehind) {
    return new StreamSource(
        new StreamOptions(Optional.of(path), format, 28, 28, whenBehind),
        TestImages.decoder(),
        MAX_BYTES,
        new FrameIds("stream", 7));
  }

  private Thread write(byte[]... parts) {
    Thread camera =
        new Thread(
            () -> {
              try (OutputStream out = Files.newOutputStream(pipe)) {
                for (byte[] part : parts) {
                  out.write(part);
                }
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    camera.start();
    return camera;
  }

  private static byte[] numbered(int number) {
    byte[] frame = new byte[784];
    frame[0] = (byte) (number >> 8);
    frame[1] = (byte) number;
    return frame;
  }

  private static int number(Frame frame) {
    return (frame.pixels()[0] & 0xff) << 8 | (frame.pixels()[1] & 0xff);
  }

  // Segments of a JPEG image up to its scan, all but 0xc4.
  private static byte[] withoutHuffmanTables(byte[] jpeg) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    int at = 2;
    while ((jpeg[at + 1] & 0xff) != 0xda) {
      int length = 2 + ((jpeg[at + 2] & 0xff) << 8 | (jpeg[at + 3] & 0xff));
      if ((jpeg[at + 1] & 0xff) != 0xc4) {
        out.write(jpeg, at, length);
      }
      at += length;
    }
    out.write(jpeg, at, jpeg.length - at);
    assertThat(out.size()).isLessThan(jpeg.length);
    return out.toByteArray();
  }

  private static void assertNoReaderIsLeft() {
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("stream") && thread.isAlive());
  }
}
