package org.cbnet.edge.energy.instrument;

/** Foreign text, cut and cleaned so that a message can quote it. */
final class Shown {
  private static final int MAX = 60;

  private Shown() {}

  static String of(String text) {
    String clean = text.replaceAll("[^\\x20-\\x7e]+", " ").strip();
    return clean.length() <= MAX ? clean : clean.substring(0, MAX) + "...";
  }
}
