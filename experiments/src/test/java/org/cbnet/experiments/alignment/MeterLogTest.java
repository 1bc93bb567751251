package org.cbnet.experiments.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeterLogTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path folder;

  @Test
  void readsSecondsAndWatts() throws IOException {
    MeterLog log = log("time,power\n10.5,2.25\n11.25,3\n");

    assertThat(log.samples()).isEqualTo(2);
    assertThat(log.rejectedLines()).isZero();
    assertThat(log.firstNanos()).isEqualTo(10_500_000_000L);
    assertThat(log.millis(1)).isEqualTo(750);
    assertThat(log.watts(0)).isEqualTo(2.25);
    assertThat(log.intervalMillis()).isEqualTo(750);
  }

  @Test
  void readsMilliwattsAndMillisecondsAmongOtherColumns() throws IOException {
    MeterLog log = log("time_ms\tVoltage (V)\tPower [mW]\n1500\t5.1\t2250,5\n");

    assertThat(log.firstNanos()).isEqualTo(1_500_000_000L);
    assertThat(log.watts(0)).isCloseTo(2.2505, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-30T18:27:34.125Z",
        "2026-11-30T19:27:34.125+01:00",
        "2026-11-30T18:27:34.125",
        "2026-11-30 18:27:34.125",
        "\"2026-11-30 18:27:34.125\"",
        "1796063254.125",
        "1796063254125"
      })
  void readsTheSameMomentHoweverItIsWritten(String time) throws IOException {
    MeterLog log = log("Timestamp;apower\n%s;2\n".formatted(time));

    Instant moment = Instant.parse("2026-11-30T18:27:34.125Z");
    assertThat(log.firstNanos()).isEqualTo(moment.getEpochSecond() * SECOND + moment.getNano());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reconnected",
        "2",
        "2,",
        ",2",
        "2,x",
        "2,NaN",
        "2,Infinity",
        "2,1e9",
        "x,2",
        "NaN,2",
        "1e999999999,2",
        "99999999999999999999999,2",
        "-,2",
        "2026-13-01T00:00:00Z,2",
        "2026,-,2"
      })
  void countsWhatItCannotRead(String line) throws IOException {
    MeterLog log = log("time,watts\n1,2\n%s\n3,4\n".formatted(line));

    assertThat(log.samples()).isEqualTo(2);
    assertThat(log.rejectedLines()).isEqualTo(1);
  }

  @Test
  void putsLinesInOrderAndTakesEveryMomentOnce() throws IOException {
    MeterLog log = log("time,watts\n3,30\n1,10\n3,31\n2,20\n");

    assertThat(log.samples()).isEqualTo(3);
    assertThat(log.watts(1)).isEqualTo(20);
    assertThat(log.watts(2)).isEqualTo(30);
    assertThat(log.rejectedLines()).isEqualTo(1);
  }

  @Test
  void blankLinesAndCommentsAreNoErrors() throws IOException {
    MeterLog log = log("\uFEFF# plug in the lab\n\ntime,watts\n1,2\n# moved\n\n2,3\n");

    assertThat(log.samples()).isEqualTo(2);
    assertThat(log.rejectedLines()).isZero();
  }

  @Test
  void bytesThatAreNoTextSpoilTheirLineAlone() throws IOException {
    Path file = folder.resolve("log.csv");
    byte[] bytes = "time,watts\n1,2\n2,?\n3,4\n".getBytes(StandardCharsets.US_ASCII);
    bytes["time,watts\n1,2\n2,".length()] = (byte) 0xFF;
    Files.write(file, bytes);

    MeterLog log = MeterLog.read(file);

    assertThat(log.samples()).isEqualTo(2);
    assertThat(log.rejectedLines()).isEqualTo(1);
  }

  @Test
  void otherPowersOfAPlugAreNotTakenForIt() throws IOException {
    MeterLog log = log("Time,Power,Apparent Power,power_factor,Energy_Wh\n1,4.5,6,0.75,100\n");

    assertThat(log.watts(0)).isEqualTo(4.5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1,2\n3,4\n", "time,volts\n", "watts\n", "time,date time,watts\n"})
  void refusesAHeaderThatDoesNotTell(String text) {
    assertThatThrownBy(() -> log(text)).isInstanceOf(IOException.class).hasMessageContaining("log");
  }

  private static MeterLog log(String text) throws IOException {
    return MeterLog.read(new StringReader(text));
  }
}
