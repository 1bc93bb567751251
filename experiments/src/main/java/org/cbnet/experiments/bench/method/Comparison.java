package org.cbnet.experiments.bench.method;

/** What an arm is held against its baseline for. */
enum Comparison {
  /** The same bundle: there is nothing to find. */
  SAME(0),
  /** Slowed by so much that it must be found. */
  PLANTED(1),
  /** Slowed by 2 %: how often it is found is the power. */
  SMALL(2);

  /** Share of a frame's time that is added for {@link #SMALL}. */
  static final double SMALL_SHARE = 0.02;

  private final int place;

  Comparison(int place) {
    this.place = place;
  }

  /** Its place among a process's arms, where these are those of the comparisons. */
  int place() {
    return place;
  }

  /** Share of a frame's time that its arm takes longer. */
  double slowdown(double planted) {
    return switch (this) {
      case SAME -> 0;
      case PLANTED -> planted;
      case SMALL -> SMALL_SHARE;
    };
  }
}
