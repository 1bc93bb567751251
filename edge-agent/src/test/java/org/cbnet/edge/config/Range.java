package org.cbnet.edge.config;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What lies between two numbers, as a refusal or the README words it. */
record Range(double least, double most) {
  private static final String NUMBER = "([0-9][0-9,.]*) ?(ms|s|min|m|h|d|KiB|MiB|GiB)?";
  private static final Pattern FROM_TO = Pattern.compile("(?:from )?" + NUMBER + " to " + NUMBER);
  private static final Pattern UP_TO = Pattern.compile("up to " + NUMBER);
  private static final Map<String, Double> UNITS =
      Map.of(
          "ms",
          1e-3,
          "s",
          1.0,
          "min",
          60.0,
          "m",
          60.0,
          "h",
          3600.0,
          "d",
          86_400.0,
          "KiB",
          1024.0,
          "MiB",
          1_048_576.0,
          "GiB",
          1_073_741_824.0);

  /** The first range that a text tells; empty where it tells none. */
  static Optional<Range> in(String text) {
    Matcher both = FROM_TO.matcher(text);
    if (both.find()) {
      return Optional.of(
          new Range(number(both.group(1), both.group(2)), number(both.group(3), both.group(4))));
    }
    Matcher upper = UP_TO.matcher(text);
    return upper.find()
        ? Optional.of(new Range(0, number(upper.group(1), upper.group(2))))
        : Optional.empty();
  }

  private static double number(String digits, String unit) {
    String plain = digits.replace(",", "").replaceAll("\\.$", "");
    return Double.parseDouble(plain) * (unit == null ? 1 : UNITS.get(unit));
  }
}
