package org.cbnet.experiments.alignment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where in a log's lines time and power stand, by the words of its header.
 *
 * @param separator between cells
 * @param time number of the column with the time
 * @param isMillis whether the header says that the time is in milliseconds
 * @param power number of the column with the power
 * @param wattsPerUnit 1, or 0.001 for milliwatts
 */
record LogColumns(String separator, int time, boolean isMillis, int power, double wattsPerUnit) {
  private static final Set<String> TIMES =
      Set.of("time", "timestamp", "datetime", "seconds", "secs", "millis", "milliseconds", "ms");
  private static final Set<String> MILLIS = Set.of("ms", "millis", "milliseconds");
  private static final Set<String> POWERS =
      Set.of("power", "apower", "watts", "watt", "milliwatts", "w", "mw");
  private static final Set<String> MILLIWATTS = Set.of("mw", "milliwatts");
  // Plugs log these beside what they take.
  private static final Set<String> OTHER_POWERS = Set.of("factor", "apparent", "reactive");
  private static final double MILLI = 1e-3;
  // More than any plug carries, as everywhere in the product.
  private static final double MOST_WATTS = 10_000;

  /**
   * Reads a header such as {@code time,power_w}, {@code Timestamp;Power (mW)} or {@code
   * time_ms,voltage_v,apower}.
   *
   * @throws IOException where it has not exactly one column of each
   */
  static LogColumns of(String header) throws IOException {
    String separator = header.contains("\t") ? "\t" : header.contains(";") ? ";" : ",";
    List<List<String>> names =
        Arrays.stream(header.split(separator, -1)).map(LogColumns::words).toList();
    int time = only(names, TIMES, "time", header);
    int power = only(names, POWERS, "power", header);
    return new LogColumns(
        separator,
        time,
        names.get(time).stream().anyMatch(MILLIS::contains),
        power,
        names.get(power).stream().anyMatch(MILLIWATTS::contains) ? MILLI : 1);
  }

  /** What a line says; empty where it is none of a measurement. */
  Optional<PowerSample> parse(String line) {
    String[] cells = line.split(separator, -1);
    if (cells.length <= Math.max(time, power)) {
      return Optional.empty();
    }
    try {
      double watts = Double.parseDouble(number(cells[power])) * wattsPerUnit;
      return Math.abs(watts) <= MOST_WATTS
          ? LogTime.nanos(number(cells[time]), isMillis).map(at -> new PowerSample(at, watts))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  // Where a comma does not separate cells, it may be a decimal one.
  private String number(String cell) {
    String bare = cell.replace("\"", "").strip();
    return separator.equals(",") ? bare : bare.replace(',', '.');
  }

  private static int only(List<List<String>> names, Set<String> wanted, String what, String header)
      throws IOException {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).stream().anyMatch(wanted::contains)
          && names.get(i).stream().noneMatch(OTHER_POWERS::contains)) {
        found.add(i);
      }
    }
    if (found.size() != 1) {
      throw new IOException(
          "the log's first line must name one column of %s, with one of the words %s: %s"
              .formatted(what, wanted.stream().sorted().toList(), header));
    }
    return found.get(0);
  }

  private static List<String> words(String name) {
    return List.of(name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1));
  }
}
