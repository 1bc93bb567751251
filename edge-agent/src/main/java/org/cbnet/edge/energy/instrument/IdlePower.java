package org.cbnet.edge.energy.instrument;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the idle device uses.
 *
 * @param watts mean power
 * @param uncertaintyWatts standard uncertainty of the mean; empty where nobody states one
 */
public record IdlePower(double watts, OptionalDouble uncertaintyWatts) {
  /** How it is written: watts, and where known its uncertainty. */
  public static final String FORM = "watts such as 2.31, or with standard uncertainty 2.31+-0.02";

  private static final Pattern TEXT =
      Pattern.compile("([0-9]{1,4}(?:\\.[0-9]{1,9})?)(?:\\+-([0-9]{1,4}(?:\\.[0-9]{1,9})?))?");

  /** Reads what {@link #toString} writes; an IllegalArgumentException for anything else. */
  public static IdlePower of(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("idle power must be %s: %s".formatted(FORM, text));
    }
    String uncertainty = matcher.group(2);
    return new IdlePower(
        Double.parseDouble(matcher.group(1)),
        uncertainty == null
            ? OptionalDouble.empty()
            : OptionalDouble.of(Double.parseDouble(uncertainty)));
  }

  @Override
  public String toString() {
    String text = Decimals.plain(watts);
    return uncertaintyWatts.isEmpty()
        ? text
        : text + "+-" + Decimals.plain(uncertaintyWatts.getAsDouble());
  }
}
