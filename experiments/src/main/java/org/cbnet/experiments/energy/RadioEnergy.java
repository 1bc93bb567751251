package org.cbnet.experiments.energy;

import java.util.Comparator;
import java.util.List;

/**
 * Energy of a radio from what was sent and received when: power at the link's rate times time, the
 * promotion from idle before it, and the tail after it (the model of Huang et al., 2012, section 5;
 * coefficients in {@link RadioPower}).
 *
 * <p>Whatever begins within a tail ends that tail and needs no promotion, so that frames closer
 * together than its length share one. While an answer is waited for the radio is in its tail too;
 * the board's own idle power is not the radio's and is not in here. The tail after the last byte is
 * whole. Promotions take no time: emulated links have none, and a tail is not cut for one. Every
 * strategy must be given the same telemetry, or it would be charged to some alone.
 *
 * <p>Immutable. Everything it says is modelled.
 */
public final class RadioEnergy {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MEGABITS_PER_BYTE = 8e-6;

  private final RadioPower power;
  private final double upMegabitsPerSecond;
  private final double downMegabitsPerSecond;

  /**
   * @param upMegabitsPerSecond rate of the link from the device
   * @param downMegabitsPerSecond and to it
   */
  public RadioEnergy(RadioPower power, double upMegabitsPerSecond, double downMegabitsPerSecond) {
    if (!(upMegabitsPerSecond > 0 && downMegabitsPerSecond > 0)) {
      throw new IllegalArgumentException(
          "rates must be above 0 Mbit/s: %s, %s"
              .formatted(upMegabitsPerSecond, downMegabitsPerSecond));
    }
    this.power = power;
    this.upMegabitsPerSecond = upMegabitsPerSecond;
    this.downMegabitsPerSecond = downMegabitsPerSecond;
  }

  /**
   * Energy of all exchanges, offloading and telemetry together, in any order.
   *
   * @param seconds that were observed; what neither bytes nor tails fill is idle
   */
  public RadioJoules joules(List<Exchange> exchanges, double seconds) {
    RadioTime time = new RadioTime(power);
    double up = 0;
    double down = 0;
    List<Busy> busy =
        exchanges.stream()
            .flatMap(exchange -> busy(exchange).stream())
            .sorted(Comparator.comparingDouble(Busy::from))
            .toList();
    for (Busy span : busy) {
      time.add(span.from(), span.to());
    }
    for (Exchange exchange : exchanges) {
      up += megabits(exchange.bytesUp()) * power.upWattsPerMegabit();
      down += megabits(exchange.bytesDown()) * power.downWattsPerMegabit();
    }
    time.end();
    double idle = Math.max(0, seconds - time.busySeconds() - time.tailSeconds());
    return new RadioJoules(
        up,
        down,
        time.busySeconds() * power.baseWatts(),
        time.promotions() * power.promotion().joules(),
        time.tailJoules(),
        idle * power.idleWatts());
  }

  private List<Busy> busy(Exchange exchange) {
    double from = exchange.startNanos() / NANOS_PER_SECOND;
    double sent = from + megabits(exchange.bytesUp()) / upMegabitsPerSecond;
    double answered = sent + exchange.waitNanos() / NANOS_PER_SECOND;
    double to = answered + megabits(exchange.bytesDown()) / downMegabitsPerSecond;
    return List.of(new Busy(from, sent), new Busy(answered, to)).stream()
        .filter(span -> span.to() > span.from())
        .toList();
  }

  private static double megabits(long bytes) {
    return bytes * MEGABITS_PER_BYTE;
  }

  /** Time in which bytes are sent or received, seconds. */
  private record Busy(double from, double to) {}
}
