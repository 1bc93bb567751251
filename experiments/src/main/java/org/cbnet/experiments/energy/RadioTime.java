package org.cbnet.experiments.energy;

/**
 * How long a radio is in which state, from times of traffic in order of their start. One thread's.
 */
final class RadioTime {
  private final RadioPower power;
  private boolean begun;
  private double until;
  private double busySeconds;
  private double tailSeconds;
  private double tailJoules;
  private long promotions;

  RadioTime(RadioPower power) {
    this.power = power;
  }

  /** Traffic from one moment to another, seconds; what overlaps counts once. */
  void add(double from, double to) {
    if (!begun) {
      promotions++;
      until = from;
      begun = true;
    } else if (from > until) {
      double gap = from - until;
      tail(gap);
      promotions += gap > power.tailSeconds() ? 1 : 0;
      until = from;
    }
    if (to > until) {
      busySeconds += to - until;
      until = to;
    }
  }

  /** No more traffic: the last tail is whole. */
  void end() {
    if (begun) {
      tail(power.tailSeconds());
    }
  }

  double busySeconds() {
    return busySeconds;
  }

  double tailSeconds() {
    return tailSeconds;
  }

  double tailJoules() {
    return tailJoules;
  }

  long promotions() {
    return promotions;
  }

  private void tail(double seconds) {
    tailSeconds += Math.min(seconds, power.tailSeconds());
    tailJoules += power.tailJoules(seconds);
  }
}
