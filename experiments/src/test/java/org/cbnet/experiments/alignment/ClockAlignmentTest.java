package org.cbnet.experiments.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.cbnet.experiments.alignment.SyntheticMeter.Block;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockAlignmentTest {
  private static final long SECOND = SyntheticMeter.SECOND;
  private static final String RECORDED = "plug-1hz.csv";
  // Epoch seconds, as plugs log them: the run's monotonic clock counts from elsewhere.
  private static final SyntheticMeter PLUG =
      new SyntheticMeter(SECOND, 0, 1_764_527_400_250_000_000L - SyntheticMeter.RUN, 120, 8);

  @Test
  void alignsARecordedLogOfOneSampleASecond() throws Exception {
    ClockAlignment alignment = ClockAlignment.of(log(recorded()), PLUG.patterns());

    assertAligned(alignment, PLUG, 0.250);
    assertThat(alignment.residualMillis()).isLessThan(100);
    assertThat(alignment.peakRatio()).isGreaterThan(1.5);
    assertEnergy(alignment);
  }

  @Test
  void theRecordedLogIsWhatTheGeneratorMakes() throws IOException {
    assertThat(recorded()).isEqualTo(PLUG.log(PLUG.patterns()));
  }

  @ParameterizedTest
  @CsvSource({
    // Interval and averaged time in milliseconds, offset in seconds, drift in ppm, seed.
    "100, 0, -4.21, -180, 1",
    "100, 100, 7.3, 50, 2",
    "100, 50, 3600.5, 200, 3",
    "1000, 0, 2.75, -50, 4",
    "1000, 1000, -6.5, 200, 5",
    "1000, 500, 5.1, 90, 6"
  })
  void findsOffsetAndDrift(
      long intervalMillis, long averagedMillis, double offset, double drift, long seed)
      throws Exception {
    SyntheticMeter meter =
        new SyntheticMeter(
            intervalMillis * 1_000_000,
            averagedMillis * 1_000_000,
            Math.round(offset * SECOND),
            drift,
            seed);

    ClockAlignment alignment =
        ClockAlignment.of(log(meter.log(meter.patterns())), meter.patterns());

    assertAligned(alignment, meter, intervalMillis == 100 ? 0.050 : 0.250);
    assertEnergy(alignment);
  }

  @Test
  void refusesALogWithoutThePatterns() {
    SyntheticMeter meter = new SyntheticMeter(SECOND, 0, 0, 100, 7);

    assertThatThrownBy(() -> ClockAlignment.of(log(meter.log(List.of())), meter.patterns()))
        .isInstanceOf(AlignmentException.class)
        .hasMessageContaining("not to be found in the log");
  }

  @Test
  void refusesALogWithOneOfThePatterns() {
    SyntheticMeter meter = new SyntheticMeter(SECOND, 0, 0, 100, 7);
    List<PlayedPattern> patterns = meter.patterns();

    for (PlayedPattern pattern : patterns) {
      assertThatThrownBy(() -> ClockAlignment.of(log(meter.log(List.of(pattern))), patterns))
          .isInstanceOf(AlignmentException.class)
          .hasMessageContaining("not to be found in the log");
    }
  }

  @Test
  void refusesToTakeAnotherCodeForThePattern() {
    SyntheticMeter meter = new SyntheticMeter(SECOND, 0, 0, 100, 7);
    List<PlayedPattern> swapped =
        List.of(
            PlayedPattern.exactly(pattern().reversed(), SyntheticMeter.FIRST),
            PlayedPattern.exactly(pattern(), SyntheticMeter.LAST));

    assertThatThrownBy(() -> ClockAlignment.of(log(meter.log(swapped)), meter.patterns()))
        .isInstanceOf(AlignmentException.class);
  }

  @Test
  void refusesASinglePattern() {
    List<PlayedPattern> one = PLUG.patterns().subList(0, 1);

    assertThatThrownBy(() -> ClockAlignment.of(log(recorded()), one))
        .isInstanceOf(AlignmentException.class)
        .hasMessageContaining("patterns are missing")
        .hasMessageContaining("1 played");
  }

  @Test
  void refusesALogOfAFewLines() {
    assertThatThrownBy(() -> ClockAlignment.of(log("time,watts\n1,2\n2,3\nx,3\n"), PLUG.patterns()))
        .isInstanceOf(AlignmentException.class)
        .hasMessageContaining("has 2 samples")
        .hasMessageContaining("1 lines could not be read");
  }

  @Test
  void energyOfATimeThatTheLogDoesNotCoverIsRefused() throws Exception {
    ClockAlignment alignment = ClockAlignment.of(log(recorded()), PLUG.patterns());
    long gap = SyntheticMeter.RUN + 2_000 * SECOND;

    assertThatThrownBy(() -> alignment.alignedJoules(gap, gap + 30 * SECOND))
        .isInstanceOf(AlignmentException.class)
        .hasMessageContaining("of 30.0 s");
    assertThatThrownBy(
            () ->
                alignment.alignedJoules(
                    SyntheticMeter.RUN - 60 * SECOND, SyntheticMeter.RUN + 10 * SECOND))
        .isInstanceOf(AlignmentException.class);
    assertThatThrownBy(() -> alignment.alignedJoules(gap, gap))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tellsTheMetersTimeOfEveryMoment() throws Exception {
    ClockAlignment alignment = ClockAlignment.of(log(recorded()), PLUG.patterns());

    for (Block block : SyntheticMeter.blocks()) {
      assertThat(alignment.meterNanos(block.fromNanos()) / 1e9)
          .isCloseTo(PLUG.meterSeconds(block.fromNanos()), within(0.05));
    }
  }

  private static void assertAligned(
      ClockAlignment alignment, SyntheticMeter meter, double withinSeconds) {
    double offset =
        meter.meterSeconds(SyntheticMeter.FIRST) - SyntheticMeter.FIRST / (double) SECOND;
    assertThat(alignment.offsetSeconds()).isCloseTo(offset, within(withinSeconds));
    assertThat(alignment.driftPpm()).isCloseTo(meter.driftPpm(), within(10.0));
  }

  private static void assertEnergy(ClockAlignment alignment) throws AlignmentException {
    for (Block block : SyntheticMeter.blocks()) {
      AlignedEnergy energy = alignment.alignedJoules(block.fromNanos(), block.toNanos());

      assertThat(energy.joules()).isCloseTo(block.joules(), within(0.02 * block.joules()));
      assertThat(Math.abs(energy.joules() - block.joules()))
          .isLessThan(3 * energy.uncertaintyJoules());
      // Two samples lost in a row are a gap, whose uncertainty is wide.
      assertThat(energy.uncertaintyJoules()).isLessThan(0.03 * block.joules());
    }
  }

  private static LoadPattern pattern() {
    return LoadPattern.forMeter(Duration.ofSeconds(1), 1);
  }

  private static MeterLog log(String text) {
    try {
      return MeterLog.read(new StringReader(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String recorded() {
    try (InputStream file = ClockAlignmentTest.class.getResourceAsStream(RECORDED)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
