package org.cbnet.experiments.report;

import java.util.List;
import java.util.stream.Collectors;

/** Writes Markdown (GitHub's) in which all text stays text. */
final class MarkdownText {
  private final StringBuilder text = new StringBuilder();

  MarkdownText heading(int level, String content) {
    return block("#".repeat(level) + " " + escape(content));
  }

  MarkdownText paragraph(String content) {
    return block(escape(content));
  }

  MarkdownText strong(String content) {
    return block("**" + escape(content) + "**");
  }

  MarkdownText list(List<String> items) {
    return block(items.stream().map(item -> "- " + escape(item)).collect(Collectors.joining("\n")));
  }

  MarkdownText table(List<String> header, List<List<String>> rows) {
    StringBuilder table = new StringBuilder(row(header)).append('\n');
    table.append("|---").append("|---:".repeat(header.size() - 1)).append('|');
    rows.forEach(cells -> table.append('\n').append(row(cells)));
    return block(table.toString());
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private MarkdownText block(String content) {
    text.append(text.length() == 0 ? "" : "\n").append(content).append('\n');
    return this;
  }

  private static String row(List<String> cells) {
    return cells.stream().map(MarkdownText::escape).collect(Collectors.joining(" | ", "| ", " |"));
  }

  // Marks of Markdown behind a backslash, those of HTML as entities; a line stays one line.
  // Brackets
  // are marks only where something follows that makes a link of them.
  private static String escape(String content) {
    return content
        .replaceAll("\\s+", " ")
        .replaceAll("([\\\\`*_|~#]|\\](?=[(\\[:]))", "\\\\$1")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
