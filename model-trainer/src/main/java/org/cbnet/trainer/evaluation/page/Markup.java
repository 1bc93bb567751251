package org.cbnet.trainer.evaluation.page;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML that is well-formed XML too: every element is closed, all text is escaped. For one
 * thread.
 */
public final class Markup {
  private final StringBuilder text = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Starts an element.
   *
   * @param attributes names and values in turn
   */
  public Markup open(String tag, String... attributes) {
    start(tag, attributes);
    text.append('>');
    open.push(tag);
    return this;
  }

  /** Ends the element that was started last. */
  public Markup close() {
    text.append("</").append(open.pop()).append(">\n");
    return this;
  }

  /** An element that never has content, as {@code img} and the shapes of SVG. */
  public Markup empty(String tag, String... attributes) {
    start(tag, attributes);
    text.append("/>\n");
    return this;
  }

  /** An element with nothing but text. */
  public Markup element(String tag, String content, String... attributes) {
    return open(tag, attributes).text(content).close();
  }

  /** Text, escaped. */
  public Markup text(String content) {
    text.append(escape(content));
    return this;
  }

  /** What is markup already. */
  public Markup raw(String markup) {
    text.append(markup);
    return this;
  }

  /**
   * What was written.
   *
   * @throws IllegalStateException where an element is open
   */
  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("not closed: " + open);
    }
    return text.toString();
  }

  private void start(String tag, String... attributes) {
    text.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      text.append(' ').append(attributes[i]).append("=\"");
      text.append(escape(attributes[i + 1])).append('"');
    }
  }

  private static String escape(String content) {
    return content
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
