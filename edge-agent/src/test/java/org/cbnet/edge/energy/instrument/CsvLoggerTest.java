package org.cbnet.edge.energy.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.cbnet.edge.clock.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvLoggerTest {
  private static final long DEADLINE = Duration.ofSeconds(30).toNanos();

  @TempDir private Path folder;

  private final ManualClock clock = new ManualClock();
  private CsvLogger logger;

  @AfterEach
  void close() {
    if (logger != null) {
      logger.close();
    }
  }

  @Test
  void readsLinesFromAFifoAndCountsThoseItCannotUse() throws Exception {
    Path fifo = fifo();
    logger = new CsvLogger(fifo, CsvColumns.of("millis,volts,amperes"), clock);
    logger.probe();
    List<Sample> seen = new ArrayList<>(logger.read());

    try (OutputStream writer = Files.newOutputStream(fifo)) {
      writer.write(
          "ms,V,A\n1000,5.0,0.6\n\0\377%!\n1010,5.0,0.8\n1020,5.0,1e300\n"
              .getBytes(StandardCharsets.ISO_8859_1));
      writer.flush();
      until(
          () -> {
            seen.addAll(logger.read());
            return seen.size() == 2 && logger.rejected() == 3;
          });
    }

    assertThat(seen)
        .containsExactly(
            Sample.power(clock.monotonicNanos(), 3),
            Sample.power(clock.monotonicNanos() + 10_000_000, 4));
  }

  @Test
  void followsAStreamThatEndsAndBeginsAgain() throws Exception {
    Path fifo = fifo();
    logger = new CsvLogger(fifo, CsvColumns.of("watts"), clock);
    List<Sample> seen = new ArrayList<>(logger.read());
    write(fifo, "3\n");
    until(() -> endedAfter(seen, 1));
    write(fifo, "4\n");

    until(() -> endedAfter(seen, 2));
  }

  @Test
  void refusesAFileThatItWouldReadAgainAndAgain() throws Exception {
    Path file = Files.writeString(folder.resolve("lines"), "3\n");
    logger = new CsvLogger(file, CsvColumns.of("watts"), clock);

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(logger::probe)
        .withMessage("%s is a file: name a device or a FIFO", file);
    List<Sample> seen = new ArrayList<>();
    until(
        () -> {
          try {
            seen.addAll(logger.read());
            return false;
          } catch (IOException e) {
            return true;
          }
        });
    assertThat(seen).isEmpty();
  }

  @Test
  void saysThatADeviceIsAway() throws Exception {
    Path device = folder.resolve("ttyUSB7");
    logger = new CsvLogger(device, CsvColumns.of("watts"), clock);

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(logger::probe)
        .withMessage("%s is not there, or may not be read", device);
    until(
        () -> {
          try {
            return !logger.read().isEmpty();
          } catch (IOException e) {
            assertThat(e).hasMessageContaining("is not there");
            return true;
          }
        });
  }

  @Test
  void keepsToTheLoggersTimeUntilItIsASecondOff() {
    LoggerTime time = new LoggerTime();
    long second = Duration.ofSeconds(1).toNanos();

    assertThat(time.ours(OptionalLong.of(0), 50 * second)).isEqualTo(50 * second);
    assertThat(time.ours(OptionalLong.of(second), 51 * second + 300)).isEqualTo(51 * second);
    // The logger was started anew.
    assertThat(time.ours(OptionalLong.of(0), 60 * second)).isEqualTo(60 * second);
    assertThat(time.ours(OptionalLong.empty(), 61 * second)).isEqualTo(61 * second);
  }

  private Path fifo() throws Exception {
    Path fifo = folder.resolve("logger");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    return fifo;
  }

  private static void write(Path fifo, String text) throws IOException {
    Files.writeString(fifo, text, StandardOpenOption.WRITE);
  }

  private boolean endedAfter(List<Sample> seen, int count) {
    try {
      seen.addAll(logger.read());
      return false;
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("has ended");
      return seen.size() == count;
    }
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + DEADLINE;
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
