package org.cbnet.edge.energy.instrument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What stands where in a logger's lines.
 *
 * @param columns in their order
 */
public record CsvColumns(List<Column> columns) {
  /** How it is written. */
  public static final String FORM =
      "columns in their order, of seconds, millis, micros, volts, amperes, milliamperes, watts,"
          + " milliwatts, joules, and - for any other, such as millis,volts,milliamperes:"
          + " power needs watts, or volts and amperes; energy needs joules";

  private static final int MAX_COLUMNS = 64;
  private static final double NANOS_PER_SECOND = 1e9;

  public CsvColumns {
    columns = List.copyOf(columns);
    Set<Quantity> quantities = EnumSet.noneOf(Quantity.class);
    boolean once =
        columns.stream()
            .filter(column -> column != Column.OTHER)
            .allMatch(column -> quantities.add(column.quantity));
    boolean power =
        quantities.contains(Quantity.POWER)
            || quantities.containsAll(EnumSet.of(Quantity.VOLTAGE, Quantity.CURRENT));
    if (columns.size() > MAX_COLUMNS || !once || !(power || quantities.contains(Quantity.ENERGY))) {
      throw new IllegalArgumentException("csv columns must be " + FORM + ": " + columns);
    }
  }

  /** Reads what {@link #toString} writes; an IllegalArgumentException for anything else. */
  public static CsvColumns of(String text) {
    List<Column> columns = new ArrayList<>();
    for (String name : text.split(",", -1)) {
      columns.add(Column.of(name.strip()));
    }
    return new CsvColumns(columns);
  }

  /** What a line holds; empty for one that is none of this logger's. */
  Optional<CsvLine> parse(String text) {
    String[] cells = text.split("[,;\t]", -1);
    if (cells.length < columns.size()) {
      return Optional.empty();
    }
    Map<Quantity, Double> values = new EnumMap<>(Quantity.class);
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      if (column != Column.OTHER) {
        double value = number(cells[i].strip()) * column.unit;
        if (!Double.isFinite(value)) {
          return Optional.empty();
        }
        values.put(column.quantity, value);
      }
    }
    return Optional.of(line(values));
  }

  private static CsvLine line(Map<Quantity, Double> values) {
    Double seconds = values.get(Quantity.TIME);
    Double watts = values.get(Quantity.POWER);
    Double volts = values.get(Quantity.VOLTAGE);
    Double amperes = values.get(Quantity.CURRENT);
    if (watts == null && volts != null && amperes != null) {
      watts = volts * amperes;
    }
    Double joules = values.get(Quantity.ENERGY);
    return new CsvLine(
        seconds == null
            ? OptionalLong.empty()
            : OptionalLong.of(Math.round(seconds * NANOS_PER_SECOND)),
        watts == null ? OptionalDouble.empty() : OptionalDouble.of(watts),
        joules == null ? OptionalDouble.empty() : OptionalDouble.of(joules));
  }

  private static double number(String cell) {
    try {
      return Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  @Override
  public String toString() {
    return columns.stream().map(Column::toString).collect(Collectors.joining(","));
  }

  private enum Quantity {
    TIME,
    VOLTAGE,
    CURRENT,
    POWER,
    ENERGY,
    NONE
  }

  /** What a column may hold; prints as configuration writes it. */
  public enum Column {
    SECONDS(Quantity.TIME, 1),
    MILLIS(Quantity.TIME, 1e-3),
    MICROS(Quantity.TIME, 1e-6),
    VOLTS(Quantity.VOLTAGE, 1),
    AMPERES(Quantity.CURRENT, 1),
    MILLIAMPERES(Quantity.CURRENT, 1e-3),
    WATTS(Quantity.POWER, 1),
    MILLIWATTS(Quantity.POWER, 1e-3),
    JOULES(Quantity.ENERGY, 1),
    OTHER(Quantity.NONE, 0);

    private final Quantity quantity;
    private final double unit;

    Column(Quantity quantity, double unit) {
      this.quantity = quantity;
      this.unit = unit;
    }

    private static Column of(String name) {
      return Arrays.stream(values())
          .filter(column -> column.toString().equals(name))
          .findFirst()
          .orElseThrow(
              () -> new IllegalArgumentException("csv columns must be " + FORM + ": " + name));
    }

    @Override
    public String toString() {
      return this == OTHER ? "-" : name().toLowerCase(Locale.ROOT);
    }
  }
}
