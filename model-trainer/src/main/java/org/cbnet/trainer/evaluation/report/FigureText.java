package org.cbnet.trainer.evaluation.report;

import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cbnet.trainer.evaluation.latency.Ratio;

/** Figures as people read them; a dash where there is none. */
public final class FigureText {
  private static final String NONE = "-";

  private FigureText() {}

  /** A share as a percentage with two digits. */
  public static String percent(Double share) {
    return share == null ? NONE : fixed(2, 100 * share);
  }

  /** A difference of shares in percentage points, with its sign. */
  public static String points(double difference) {
    return (difference > 0 ? "+" : "") + fixed(2, 100 * difference);
  }

  /** A ratio with its interval. */
  public static String ratio(Ratio ratio) {
    return ratio == null
        ? NONE
        : "%s [%s, %s]"
            .formatted(fixed(2, ratio.ratio()), fixed(2, ratio.low()), fixed(2, ratio.high()));
  }

  /** A whole number with separators. */
  public static String count(Long value) {
    return value == null ? "unknown" : String.format(Locale.ROOT, "%,d", value);
  }

  /** A number with so many digits behind the point. */
  public static String fixed(int digits, double value) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** How it was trained, and which form of its graphs was chosen, as far as the bundle tells. */
  public static String form(ModelFigures model) {
    String form =
        Stream.of(model.label(), model.variant())
            .filter(Objects::nonNull)
            .collect(Collectors.joining(", "));
    return form.isEmpty() ? NONE : form;
  }

  /** Accuracy of the shipped bundle, half of its interval behind it. */
  public static String accuracy(ModelFigures model) {
    if (model.accuracy() == null) {
      return NONE;
    }
    double half = (model.accuracyInterval().high() - model.accuracyInterval().low()) / 2;
    return percent(model.accuracy()) + " +-" + percent(half);
  }

  /** Mean over seeds, their number in brackets; a star where one of them is a recorded figure. */
  public static String seeds(ModelFigures model) {
    if (model.accuracyMean() == null) {
      return NONE;
    }
    boolean recorded = model.seeds().stream().anyMatch(seed -> seed.recorded());
    return "%s (%d)%s"
        .formatted(percent(model.accuracyMean()), model.seeds().size(), recorded ? "*" : "");
  }
}
