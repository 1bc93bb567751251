package org.cbnet.edge.energy;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Boards whose power was measured against processor load and fitted as {@code P(u) = a u + b}, in
 * watts, with u the share of all cores in use.
 *
 * <p>Keys and coefficients are the published linear models of PowerJoular (joular/powerjoular,
 * fitted with a PowerSpy2 by joular/cpupowerbench); only these numbers are taken from there. They
 * hold for the named revision and say nothing about their error.
 */
public enum Board {
  PI_5_64("rbp5b1.0-64", 4, 3.457855981342954, 4.403192179893827),
  PI_400_64("rbp4001.0-64", 4, 5.025368568347057, 1.8221330203847232),
  PI_4_V12("rbp4b1.2", 4, 3.484191712285443, 2.243353676359355),
  PI_4_V12_64("rbp4b1.2-64", 4, 4.534426720546654, 2.2856926184722672),
  PI_4_V11("rbp4b1.1", 4, 3.7120866521147464, 2.2057553699838475),
  PI_4_V11_64("rbp4b1.1-64", 4, 4.495800769695992, 2.307256151537276),
  PI_3_PLUS("rbp3b+1.3", 4, 3.298332817557656, 2.002229902630705),
  PI_3("rbp3b1.2", 4, 3.477373034437569, 1.078203625009793),
  PI_2("rbp2b1.1", 4, 1.1488378157140957, 1.2902541858404697),
  PI_1_PLUS("rbp1b+1.2", 1, 0.12201084670300544, 1.3142771210514672),
  PI_1_V2("rbp1b2", 1, 0.1423962237746236, 2.911666160370786),
  PI_ZERO_W("rbpzw1.1", 1, 0.47328964159919246, 0.9200829295923802),
  TINKER_BOARD_S("asustbs", 4, 5.3346584535257895, 1.6289208146316931);

  private final String key;
  private final int cores;
  private final double slopeWatts;
  private final double idleWatts;

  Board(String key, int cores, double slopeWatts, double idleWatts) {
    this.key = key;
    this.cores = cores;
    this.slopeWatts = slopeWatts;
    this.idleWatts = idleWatts;
  }

  /** The name that configuration and wire use. */
  public String key() {
    return key;
  }

  public int cores() {
    return cores;
  }

  /** Watts that all cores in use add to the idle board. */
  public double slopeWatts() {
    return slopeWatts;
  }

  /** Watts of the idle board. */
  public double idleWatts() {
    return idleWatts;
  }

  /** Finds a board by its {@link #key()}. */
  public static Board of(String key) {
    return Arrays.stream(values())
        .filter(board -> board.key.equals(key))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("unknown board '%s': %s".formatted(key, keys())));
  }

  /** All keys, for people. */
  public static String keys() {
    return Arrays.stream(values()).map(Board::key).collect(Collectors.joining(", "));
  }
}
