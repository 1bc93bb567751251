package org.cbnet.experiments.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import org.cbnet.experiments.summary.Figure;
import org.cbnet.trainer.evaluation.report.FigureText;

/** Figures as people read them; a dash where there is none. */
final class Figures {
  static final String NONE = "-";

  // Digits of a figure that has no fixed number of them behind the point.
  private static final MathContext THREE = new MathContext(3);
  private static final MathContext SIX = new MathContext(6);

  private Figures() {}

  static String fixed(int digits, double value) {
    return Double.isFinite(value) ? FigureText.fixed(digits, value) : NONE;
  }

  /** A share as a percentage. */
  static String percent(double share) {
    return fixed(2, 100 * share);
  }

  /** A ratio with its interval. */
  static String ratio(Figure figure) {
    return interval(figure, value -> fixed(2, value));
  }

  /** A share as a percentage with its interval. */
  static String share(Figure figure) {
    return interval(figure, Figures::percent);
  }

  /** A difference of shares in percentage points with its interval, signed. */
  static String points(Figure figure) {
    return interval(figure, FigureText::points);
  }

  /** A number of any size, as short as it can be. */
  static String plain(double value) {
    return Double.isFinite(value) ? grouped(new BigDecimal(value).round(SIX)) : NONE;
  }

  /** A figure of any size with three digits. */
  static String significant(double value) {
    return Double.isFinite(value) ? grouped(new BigDecimal(value).round(THREE)) : NONE;
  }

  static String count(long value) {
    return FigureText.count(value);
  }

  static String pValue(double value) {
    return value < 1e-4 ? "< 0.0001" : fixed(4, value);
  }

  /** The text of what is there. */
  static <T> String orNone(Optional<T> value, Function<T, String> text) {
    return value.map(text).orElse(NONE);
  }

  private static String interval(Figure figure, DoubleFunction<String> text) {
    return "%s [%s, %s]"
        .formatted(text.apply(figure.value()), text.apply(figure.low()), text.apply(figure.high()));
  }

  private static String grouped(BigDecimal value) {
    BigDecimal shortest = value.stripTrailingZeros();
    return String.format(Locale.ROOT, "%,." + Math.max(0, shortest.scale()) + "f", shortest);
  }
}
