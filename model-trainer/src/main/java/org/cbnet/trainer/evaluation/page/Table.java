package org.cbnet.trainer.evaluation.page;

import java.util.List;

/** Writes a table that scrolls by itself where the page is too narrow for it. */
final class Table {
  private Table() {}

  static void write(Markup page, List<String> header, List<List<String>> rows) {
    page.open("div", "class", "wide").open("table");
    page.open("thead").open("tr");
    header.forEach(cell -> page.element("th", cell, "scope", "col"));
    page.close().close().open("tbody");
    for (List<String> row : rows) {
      page.open("tr");
      page.element("th", row.get(0), "scope", "row");
      row.stream().skip(1).forEach(cell -> page.element("td", cell));
      page.close();
    }
    page.close().close().close();
  }
}
