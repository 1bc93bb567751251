package org.cbnet.experiments.energy;

import java.util.List;
import java.util.Optional;

/**
 * Power of a radio, as published: J. Huang, F. Qian, A. Gerber, Z. M. Mao, S. Sen, O. Spatscheck, A
 * Close Examination of Performance and Power Characteristics of 4G LTE Networks, MobiSys 2012.
 * Those are phones of 2011; another radio has other coefficients, hence the band of {@link
 * ModelledEnergy#rankingIsUndecided}.
 *
 * <table>
 * <caption>Table 4 (slopes, mW per Mbit/s, and base, mW) and Table 3 (promotion and tails)</caption>
 * <tr><th> <th>up <th>down <th>base <th>promotion <th>tail
 * <tr><td>LTE <td>438.39 <td>51.97 <td>1288.04 <td>260.1 ms, 1210.7 mW <td>11.576 s, 1060.0 mW
 * <tr><td>3G <td>868.98 <td>122.12 (u) <td>817.88 <td>582.1 ms, 659.4 mW (u) <td>8.0882 s, 803.9 mW,
 *   then 0.8242 s, 601.3 mW (u)
 * <tr><td>Wi-Fi <td>283.17 <td>137.01 <td>132.86 <td>79.1 ms, 124.4 mW (u) <td>0.2381 s, 119.3 mW (u)
 * </table>
 *
 * <p>The paper's own tables could not be read when this was written. What is not marked was found
 * in works that use them: the defaults of AT&amp;T's Application Resource Optimizer (LTE, to two or
 * three places), and published simulations and offloading studies. What is marked (u) is from
 * memory and unverified. Idle power is the mean of paging: LTE 20 mW (43 ms at 594 mW in 1.28 s, as
 * in the Optimizer); 3G 4 mW and Wi-Fi 2 mW, both (u).
 *
 * @param name of the technology
 * @param upWattsPerMegabit watts for each Mbit/s sent, which is joules a megabit
 * @param downWattsPerMegabit the same received
 * @param baseWatts while anything is sent or received
 * @param promotion from idle until the first byte can be sent
 * @param tail after the last byte, one after the other, until idle
 * @param idleWatts with nothing to do
 */
public record RadioPower(
    String name,
    double upWattsPerMegabit,
    double downWattsPerMegabit,
    double baseWatts,
    RadioPhase promotion,
    List<RadioPhase> tail,
    double idleWatts) {
  public static final RadioPower LTE =
      new RadioPower(
          "lte",
          0.43839,
          0.05197,
          1.28804,
          new RadioPhase(0.2601, 1.2107),
          List.of(new RadioPhase(11.576, 1.0600)),
          0.020);
  public static final RadioPower THREE_G =
      new RadioPower(
          "3g",
          0.86898,
          0.12212,
          0.81788,
          new RadioPhase(0.5821, 0.6594),
          List.of(new RadioPhase(8.0882, 0.8039), new RadioPhase(0.8242, 0.6013)),
          0.004);
  public static final RadioPower WIFI =
      new RadioPower(
          "wifi",
          0.28317,
          0.13701,
          0.13286,
          new RadioPhase(0.0791, 0.1244),
          List.of(new RadioPhase(0.2381, 0.1193)),
          0.002);

  public RadioPower {
    tail = List.copyOf(tail);
    if (!(upWattsPerMegabit >= 0 && downWattsPerMegabit >= 0 && baseWatts >= 0 && idleWatts >= 0)) {
      throw new IllegalArgumentException(
          "power of %s must be at least 0: %s, %s, %s, %s"
              .formatted(name, upWattsPerMegabit, downWattsPerMegabit, baseWatts, idleWatts));
    }
  }

  /**
   * The radio behind an emulated link; empty for a cable and for a name that stands for no radio.
   *
   * @param link name of a link profile
   */
  public static Optional<RadioPower> ofLink(String link) {
    return switch (link) {
      case "lte", "flaky" -> Optional.of(LTE);
      case "3g" -> Optional.of(THREE_G);
      case "wifi", "offline" -> Optional.of(WIFI);
      default -> Optional.empty();
    };
  }

  double tailSeconds() {
    return tail.stream().mapToDouble(RadioPhase::seconds).sum();
  }

  /** Energy of a tail that ends after so many seconds, or by itself. */
  double tailJoules(double seconds) {
    double joules = 0;
    double left = seconds;
    for (RadioPhase phase : tail) {
      double spent = Math.min(left, phase.seconds());
      joules += spent * phase.watts();
      left -= spent;
    }
    return joules;
  }
}
