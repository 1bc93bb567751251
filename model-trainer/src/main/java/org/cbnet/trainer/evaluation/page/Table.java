package org.cbnet.trainer.evaluation.page;

import java.util.List;

/** Writes a table that scrolls by itself where the page is too narrow for it. */
public final class Table {
  private Table() {}

  /** Writes a table whose heading says what it is. */
  static void write(Markup page, List<String> header, List<List<String>> rows) {
    page.open("div", "class", "wide").open("table");
    content(page, header, rows);
    page.close().close();
  }

  /**
   * Writes a table with a caption, which the keyboard can scroll.
   *
   * @param caption of the table, and name of the part that scrolls
   * @param rows each with as many cells as the header; the first is the row's heading
   */
  public static void write(
      Markup page, String caption, List<String> header, List<List<String>> rows) {
    page.open("div", "class", "wide", "role", "region", "aria-label", caption, "tabindex", "0");
    page.open("table").element("caption", caption);
    content(page, header, rows);
    page.close().close();
  }

  private static void content(Markup page, List<String> header, List<List<String>> rows) {
    page.open("thead").open("tr");
    header.forEach(cell -> page.element("th", cell, "scope", "col"));
    page.close().close().open("tbody");
    for (List<String> row : rows) {
      page.open("tr");
      page.element("th", row.get(0), "scope", "row");
      row.stream().skip(1).forEach(cell -> page.element("td", cell));
      page.close();
    }
    page.close();
  }
}
