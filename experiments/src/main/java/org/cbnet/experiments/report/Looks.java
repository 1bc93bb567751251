package org.cbnet.experiments.report;

import java.util.List;
import java.util.stream.IntStream;
import org.cbnet.experiments.definition.Arm;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.trainer.evaluation.page.Drawing;
import org.cbnet.trainer.evaluation.page.Markup;

/**
 * How each arm is drawn, the same in all plots of a page. Colours are those of Okabe and Ito (Color
 * Universal Design, 2008) without the yellow, which is not seen on white; dashes and markers tell
 * arms apart without any colour.
 */
final class Looks {
  /** On light pages. */
  static final List<String> LIGHT =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000");

  /** The same on dark pages, where the darker ones would be lost. */
  static final List<String> DARK =
      List.of("#4da3dc", "#f07c2a", "#1fc797", "#dd93ba", "#8fd0f5", "#f0b32e", "#ffffff");

  /** Lengths of dashes and gaps. */
  static final List<String> DASHES = List.of("none", "7 3", "2 2", "9 3 2 3", "14 4");

  // Around the origin, so that a marker is moved to its place.
  private static final List<String> MARKERS =
      List.of(
          "M4 0a4 4 0 1 1-8 0a4 4 0 1 1 8 0z",
          "M-3.6-3.6h7.2v7.2h-7.2z",
          "M0-4.8L4.6 3.4H-4.6z",
          "M0-5L5 0L0 5L-5 0z",
          "M0 4.8L-4.6-3.4H4.6z");

  private final List<String> names;

  Looks(Definition definition) {
    this.names = definition.arms().stream().map(Arm::name).toList();
  }

  /** Classes of an arm's line. */
  String line(String arm) {
    return "curve c%d d%d".formatted(colour(arm), shape(arm));
  }

  /**
   * Draws an arm's marker.
   *
   * @param hollow for what is modelled
   */
  void marker(Markup page, String arm, double x, double y, boolean hollow) {
    page.open(
        "path",
        "class",
        "marker c%d%s".formatted(colour(arm), hollow ? " hollow" : ""),
        "d",
        MARKERS.get(shape(arm)),
        "transform",
        "translate(%s %s)".formatted(Drawing.at(x), Drawing.at(y)));
    page.element("title", arm).close();
  }

  /** Rules for the classes of colours and dashes. */
  static String css() {
    StringBuilder css = new StringBuilder(":root {").append(variables(LIGHT)).append("}\n");
    css.append("@media screen and (prefers-color-scheme: dark) { :root {")
        .append(variables(DARK))
        .append("} }\n");
    for (int i = 0; i < LIGHT.size(); i++) {
      css.append(".c%d { --arm: var(--arm-%d); }\n".formatted(i, i));
    }
    for (int i = 0; i < DASHES.size(); i++) {
      css.append(".d%d { stroke-dasharray: %s; }\n".formatted(i, DASHES.get(i)));
    }
    return css.toString();
  }

  private static String variables(List<String> colours) {
    return IntStream.range(0, colours.size())
        .mapToObj(i -> " --arm-%d: %s;".formatted(i, colours.get(i)))
        .reduce("", String::concat);
  }

  // Both counts have no common divisor, so 35 arms look different; a stranger looks as the first.
  private int colour(String arm) {
    return Math.max(0, names.indexOf(arm)) % LIGHT.size();
  }

  private int shape(String arm) {
    return Math.max(0, names.indexOf(arm)) % DASHES.size();
  }
}
