package org.cbnet.cloud.topology;

/**
 * Which characters a name may have, and how many. A table: a regular expression a field costs more
 * than all else that is checked of a batch.
 */
final class Alphabet {
  private static final String LETTERS_AND_DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final boolean[] isAllowed = new boolean[128];
  private final String others;
  private final int maxLength;

  /**
   * @param others characters beside ASCII letters and digits
   */
  Alphabet(String others, int maxLength) {
    (LETTERS_AND_DIGITS + others).chars().forEach(character -> isAllowed[character] = true);
    this.others = others;
    this.maxLength = maxLength;
  }

  boolean matches(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char character = text.charAt(i);
      if (character >= isAllowed.length || !isAllowed[character]) {
        return false;
      }
    }
    return length > 0 && length <= maxLength;
  }

  /** As a regular expression, for people. */
  @Override
  public String toString() {
    return "[A-Za-z0-9%s]{1,%d}".formatted(others, maxLength);
  }
}
