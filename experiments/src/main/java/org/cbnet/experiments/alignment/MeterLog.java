package org.cbnet.experiments.alignment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Power as an external meter logged it: CSV whose first line names one column of time (seconds,
 * milliseconds or ISO 8601) and one of power (W or mW), at any distances. What can't be read is
 * left out and counted. Immutable.
 */
public final class MeterLog {
  private static final double NANOS_PER_MILLI = 1e6;

  private final long firstNanos;
  private final double[] millis;
  private final double[] watts;
  private final long rejectedLines;

  /**
   * @param samples in order, each moment once
   */
  private MeterLog(List<PowerSample> samples, long rejectedLines) {
    this.firstNanos = samples.isEmpty() ? 0 : samples.get(0).atNanos();
    this.millis =
        samples.stream().mapToDouble(s -> (s.atNanos() - firstNanos) / NANOS_PER_MILLI).toArray();
    this.watts = samples.stream().mapToDouble(PowerSample::watts).toArray();
    this.rejectedLines = rejectedLines;
  }

  /**
   * Reads a file.
   *
   * @throws IOException where it can't be read, or its first line names no such columns
   */
  public static MeterLog read(Path file) throws IOException {
    // Unlike Files.newBufferedReader, this takes bytes that are no UTF-8 for damaged characters.
    try (Reader reader =
        new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
      return read(reader);
    }
  }

  /**
   * Reads lines to the end. Blank lines and those that begin with {@code #} are no samples, lines
   * out of order are put in order, and of one moment the first line counts.
   *
   * @throws IOException where the source fails, or its first line names no such columns
   */
  public static MeterLog read(Reader source) throws IOException {
    BufferedReader lines = new BufferedReader(source);
    Optional<LogColumns> columns = Optional.empty();
    List<PowerSample> samples = new ArrayList<>();
    long rejected = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String text = line.startsWith("\uFEFF") ? line.substring(1) : line;
      if (text.isBlank() || text.startsWith("#")) {
        continue;
      }
      if (columns.isEmpty()) {
        columns = Optional.of(LogColumns.of(text));
        continue;
      }
      Optional<PowerSample> sample = columns.get().parse(text);
      sample.ifPresent(samples::add);
      rejected += sample.isPresent() ? 0 : 1;
    }
    if (columns.isEmpty()) {
      throw new IOException("the log is empty");
    }
    samples.sort(Comparator.comparingLong(PowerSample::atNanos));
    List<PowerSample> once = new ArrayList<>();
    for (PowerSample sample : samples) {
      if (once.isEmpty() || sample.atNanos() > once.get(once.size() - 1).atNanos()) {
        once.add(sample);
      } else {
        rejected++;
      }
    }
    return new MeterLog(once, rejected);
  }

  /** How many samples there are. */
  public int samples() {
    return watts.length;
  }

  /** Lines that were no measurement, or of a moment that another line had. */
  public long rejectedLines() {
    return rejectedLines;
  }

  /** Median time between two samples; 0 where there are fewer than two. */
  public double intervalMillis() {
    if (millis.length < 2) {
      return 0;
    }
    double[] intervals = new double[millis.length - 1];
    for (int i = 0; i < intervals.length; i++) {
      intervals[i] = millis[i + 1] - millis[i];
    }
    Arrays.sort(intervals);
    return intervals[intervals.length / 2];
  }

  /** The first sample's moment: the zero of {@link #millis}. */
  long firstNanos() {
    return firstNanos;
  }

  /** Milliseconds of a sample after the first one, by the meter's clock. */
  double millis(int sample) {
    return millis[sample];
  }

  double watts(int sample) {
    return watts[sample];
  }

  /** The first sample at this moment or later; the number of samples where there is none. */
  int firstFrom(double fromMillis) {
    int found = Arrays.binarySearch(millis, fromMillis);
    return found >= 0 ? found : -found - 1;
  }
}
