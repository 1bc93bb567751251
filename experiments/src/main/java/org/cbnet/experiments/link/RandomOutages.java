package org.cbnet.experiments.link;

import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/** Outages by {@link OutagePlan#random}; ends only with the range of time. */
final class RandomOutages implements Iterator<Outage> {
  private final Duration meanUp;
  private final Duration meanDown;
  private final SplittableRandom random;
  private Duration upSince = Duration.ZERO;

  RandomOutages(Duration meanUp, Duration meanDown, SplittableRandom random) {
    this.meanUp = meanUp;
    this.meanDown = meanDown;
    this.random = random;
  }

  @Override
  public boolean hasNext() {
    return upSince.compareTo(Outage.NEVER) < 0;
  }

  @Override
  public Outage next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no outage after " + Outage.NEVER);
    }
    Duration start = upSince.plus(exponential(meanUp));
    upSince = start.plus(exponential(meanDown));
    return new Outage(start, upSince);
  }

  private Duration exponential(Duration mean) {
    double nanos = -Math.log(1 - random.nextDouble()) * mean.toNanos();
    return Duration.ofNanos(1 + Math.round(nanos));
  }
}
