package org.cbnet.experiments.alignment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A code of load and idle that looks like nothing else in a log of power, not even like itself a
 * moment later.
 *
 * <p>The chips are a maximum-length sequence of a linear feedback shift register (S. Golomb, Shift
 * Register Sequences, 1967; feedback taps as in P. Alfke, Xilinx application note XAPP 052, 1996):
 * of 2^n - 1 chips one more is load than idle, and moved by any number of chips it agrees with
 * itself no better than by chance. Play one at the start of a run and its {@link #reversed} at the
 * end.
 *
 * @param chips load where true
 * @param chip how long each lasts
 */
public record LoadPattern(List<Boolean> chips, Duration chip) {
  /**
   * A prime number of milliseconds: the samples of a meter with a round interval fall into all
   * places of the chips, and not always into the same one.
   */
  public static final Duration CHIP = Duration.ofMillis(223);

  /** Fewer samples of a pattern might be found in a long log by chance. */
  static final int FEWEST_SAMPLES = 100;

  private static final int SHORTEST = 7;
  // The register's bits that are fed back, for lengths 7 to 11, bit 1 first.
  private static final int[][] TAPS = {{7, 6}, {8, 6, 5, 4}, {9, 5}, {10, 7}, {11, 9}};

  public LoadPattern {
    chips = List.copyOf(chips);
    if (!chips.contains(true) || !chips.contains(false)) {
      throw new IllegalArgumentException("chips must be of load and of idle: " + chips);
    }
    if (chip.isNegative() || chip.isZero()) {
      throw new IllegalArgumentException("chip must be longer than 0: " + chip);
    }
  }

  /**
   * The shortest sequence from 127 chips on of which a meter takes at least 100 samples: 28 s for
   * ten samples a second, 114 s for one.
   *
   * @param meterInterval time between two samples of the meter, at most 4.5 s
   * @param seed says with which of its chips it begins
   * @throws IllegalArgumentException where the meter is too slow for any
   */
  public static LoadPattern forMeter(Duration meterInterval, long seed) {
    for (int length = SHORTEST; length < SHORTEST + TAPS.length; length++) {
      LoadPattern pattern = new LoadPattern(sequence(length, seed), CHIP);
      if (pattern.length().compareTo(meterInterval.multipliedBy(FEWEST_SAMPLES)) >= 0) {
        return pattern;
      }
    }
    throw new IllegalArgumentException(
        "a meter must take a sample at least every 4.5 s: one every %s is too few to be aligned"
            .formatted(meterInterval));
  }

  /**
   * The same chips from the last to the first: as good a code, and not to be taken for this one.
   */
  public LoadPattern reversed() {
    List<Boolean> backwards = new ArrayList<>(chips);
    Collections.reverse(backwards);
    return new LoadPattern(backwards, chip);
  }

  /** From the first chip's start to the last one's end. */
  public Duration length() {
    return chip.multipliedBy(chips.size());
  }

  /** Times of load, in order, from the pattern's start; chips of load beside each other are one. */
  public List<Pulse> pulses() {
    List<Pulse> pulses = new ArrayList<>();
    long nanos = chip.toNanos();
    int start = 0;
    for (int i = 0; i < chips.size(); i++) {
      boolean last = i == chips.size() - 1 || !chips.get(i + 1);
      if (chips.get(i) && last) {
        pulses.add(new Pulse(start * nanos, (i + 1) * nanos));
      }
      if (!chips.get(i)) {
        start = i + 1;
      }
    }
    return List.copyOf(pulses);
  }

  private static List<Boolean> sequence(int length, long seed) {
    int size = (1 << length) - 1;
    // Any state but zero is on the register's one cycle.
    int state = 1 + new SplittableRandom(seed).nextInt(size);
    List<Boolean> chips = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      chips.add((state & 1) == 1);
      int feedback = 0;
      for (int tap : TAPS[length - SHORTEST]) {
        feedback ^= state >> (length - tap);
      }
      state = (state >> 1) | ((feedback & 1) << (length - 1));
    }
    return chips;
  }
}
