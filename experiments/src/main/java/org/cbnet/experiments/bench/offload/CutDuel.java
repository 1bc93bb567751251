package org.cbnet.experiments.bench.offload;

/**
 * Medians of two cuts held fast on two links, in milliseconds: whether the best cut really is
 * another one on the other link.
 *
 * @param firstOnFirst the first link's cut there
 * @param secondOnFirst the second link's cut there
 * @param firstOnSecond the first link's cut on the other
 * @param secondOnSecond the second link's cut where it was chosen
 */
record CutDuel(
    double firstOnFirst, double secondOnFirst, double firstOnSecond, double secondOnSecond) {

  /** Whether each cut is the better one where it was chosen. */
  boolean differs() {
    return firstOnFirst < secondOnFirst && secondOnSecond < firstOnSecond;
  }
}
