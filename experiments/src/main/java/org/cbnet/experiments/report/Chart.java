package org.cbnet.experiments.report;

import org.cbnet.trainer.evaluation.page.Markup;

/** Opens and closes a plot, with what a screen reader says of it. */
final class Chart {
  static final int WIDTH = 600;

  /** Longest name that is drawn whole. */
  private static final int LETTERS = 24;

  private Chart() {}

  /**
   * Starts a plot.
   *
   * @param id of the plot, one of its own in the page
   * @param description its figures in words
   */
  static void open(Markup page, String id, int height, String title, String description) {
    page.open("figure", "class", "chart");
    page.open(
        "svg",
        "viewBox",
        "0 0 %d %d".formatted(WIDTH, height),
        "role",
        "img",
        "aria-labelledby",
        id + "-title " + id + "-desc");
    page.element("title", title, "id", id + "-title");
    page.element("desc", description, "id", id + "-desc");
  }

  static void close(Markup page, String caption) {
    page.close().element("figcaption", caption).close();
  }

  /** A name as it is drawn; the whole one is in the marker's title. */
  static String drawn(String name) {
    return name.codePointCount(0, name.length()) <= LETTERS
        ? name
        : name.substring(0, name.offsetByCodePoints(0, LETTERS - 1)) + "…";
  }
}
