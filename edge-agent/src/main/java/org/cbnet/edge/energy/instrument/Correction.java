package org.cbnet.edge.energy.instrument;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A straight line that somebody fitted against another meter: {@code slope x power + watts}.
 *
 * @param slope factor of the shown power
 * @param watts added to it
 */
public record Correction(double slope, double watts) {
  /** How it is written. */
  public static final String FORM = "SLOPE*P+WATTS such as 1.1451*P+0.5879";

  private static final String NUMBER = "[0-9]{1,3}(?:\\.[0-9]{1,9})?";
  private static final Pattern TEXT = Pattern.compile("(" + NUMBER + ")\\*P([+-]" + NUMBER + ")");

  /** Reads what {@link #toString} writes; an IllegalArgumentException for anything else. */
  public static Correction of(String text) {
    Matcher matcher = TEXT.matcher(text.replace(" ", ""));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("a correction must be %s: %s".formatted(FORM, text));
    }
    return new Correction(
        Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2)));
  }

  double apply(double shownWatts) {
    return slope * shownWatts + watts;
  }

  /** For the source on the wire, which has no asterisk. */
  String label() {
    return toString().replace("*", "");
  }

  @Override
  public String toString() {
    return Decimals.plain(slope) + "*P" + (watts < 0 ? "" : "+") + Decimals.plain(watts);
  }
}
