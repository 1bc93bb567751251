package org.cbnet.experiments.definition;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody may have meant who mistyped a name. */
final class Nearest {
  private Nearest() {}

  /** Names the nearest of the known, or all where none is near. */
  static String remedy(String mistyped, Collection<String> known) {
    return of(mistyped, known)
        .map(name -> "did you mean " + name + "?")
        .orElseGet(() -> "choose one of " + String.join(", ", known));
  }

  /** The known name that is at most a third of the letters away; the first of several. */
  static Optional<String> of(String mistyped, Collection<String> known) {
    return known.stream()
        .filter(name -> distance(mistyped, name) <= Math.max(1, name.length() / 3))
        .min(Comparator.comparingInt(name -> distance(mistyped, name)));
  }

  // Letters to insert, delete or replace: Levenshtein, by Wagner and Fischer's table (J. ACM 21(1),
  // 1974), of which a row at a time is kept.
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
