package org.cbnet.experiments.link;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** When a link stands still: the outages in their order, counted from when it got its profile. */
@FunctionalInterface
public interface OutagePlan {

  /** Those of one link. Equal states of the generator give equal outages. */
  Iterator<Outage> outages(SplittableRandom random);

  /** A link that is always there. */
  static OutagePlan none() {
    return at(List.of());
  }

  /** A link that is never there. */
  static OutagePlan always() {
    return at(List.of(new Outage(Duration.ZERO, Outage.NEVER)));
  }

  /** Outages at known times. */
  static OutagePlan at(List<Outage> outages) {
    List<Outage> kept = List.copyOf(outages);
    IntStream.range(1, kept.size()).forEach(i -> checkOrder(kept.get(i - 1), kept.get(i)));
    return random -> kept.iterator();
  }

  /**
   * Outages without memory: times up and times down are exponential, as in Mahimahi's mm-onoff.
   *
   * @param meanUp average time between outages
   * @param meanDown average length of an outage
   */
  static OutagePlan random(Duration meanUp, Duration meanDown) {
    if (meanUp.isNegative() || meanUp.isZero() || meanDown.isNegative() || meanDown.isZero()) {
      throw new IllegalArgumentException(
          "mean times of %s up and %s down can't be: give more than 0".formatted(meanUp, meanDown));
    }
    return random -> new RandomOutages(meanUp, meanDown, random);
  }

  private static void checkOrder(Outage earlier, Outage later) {
    if (later.start().compareTo(earlier.end()) <= 0) {
      throw new IllegalArgumentException(
          "outage from %s starts before the one to %s has ended: give them in order, apart"
              .formatted(later.start(), earlier.end()));
    }
  }
}
