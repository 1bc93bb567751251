package org.cbnet.trainer.evaluation.page;

import java.util.ArrayList;
import java.util.List;

/**
 * Maps values to places in a drawing.
 *
 * @param low value at {@code from}
 * @param high value at {@code to}
 * @param from place
 * @param to place
 * @param logarithmic whether equal distances are equal quotients
 */
public record Axis(double low, double high, double from, double to, boolean logarithmic) {
  private static final int TICKS = 6;

  /** An axis with a little room at both ends. */
  public static Axis around(double low, double high, double from, double to, boolean logarithmic) {
    if (logarithmic) {
      double room = Math.pow(high / low, 0.08) * 1.02;
      return new Axis(low / room, high * room, from, to, true);
    }
    double room = (high - low) * 0.08 + 1e-4;
    return new Axis(low - room, high + room, from, to, false);
  }

  /** Where a value is drawn. */
  public double place(double value) {
    double share =
        logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    return from + share * (to - from);
  }

  /** Round values on the axis, about half a dozen. */
  public List<Double> ticks() {
    return logarithmic ? doublings() : steps();
  }

  /**
   * Round values for a quantity with a unit: 1, 2 and 5 of each power of ten, powers alone where
   * those are many, equal steps where they are few.
   */
  public List<Double> decimalTicks() {
    if (!logarithmic) {
      return steps();
    }
    List<Double> ticks = decades(1, 2, 5);
    if (ticks.size() < 3) {
      return steps();
    }
    return ticks.size() <= TICKS + 3 ? ticks : decades(1);
  }

  private List<Double> decades(double... factors) {
    List<Double> ticks = new ArrayList<>();
    for (int power = -9; power <= 9; power++) {
      for (double factor : factors) {
        double value = factor * Math.pow(10, power);
        if (value >= low && value <= high) {
          ticks.add(value);
        }
      }
    }
    return ticks;
  }

  private List<Double> doublings() {
    List<Double> ticks = new ArrayList<>();
    for (int power = -20; power <= 20; power++) {
      double value = Math.pow(2, power);
      if (value >= low && value <= high) {
        ticks.add(value);
      }
    }
    return ticks;
  }

  private List<Double> steps() {
    double magnitude = Math.pow(10, Math.floor(Math.log10((high - low) / TICKS)));
    double step = magnitude;
    for (double factor : new double[] {2, 5, 10}) {
      if ((high - low) / step > TICKS) {
        step = magnitude * factor;
      }
    }
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step); i * step <= high; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }
}
