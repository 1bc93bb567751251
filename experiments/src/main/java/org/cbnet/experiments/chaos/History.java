package org.cbnet.experiments.chaos;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.cbnet.experiments.fleet.FleetRecord;

/** Remembers what was sent: the last records, and some of all times. Thread-safe. */
final class History {
  private static final int RECENT = 300;
  private static final int KEPT = 20_000;

  private final SplittableRandom random;
  private final Deque<FleetRecord> recent = new ArrayDeque<>();
  private final List<FleetRecord> sample = new ArrayList<>();
  private long added;

  History(long seed) {
    this.random = new SplittableRandom(seed);
  }

  synchronized void add(FleetRecord sent) {
    recent.add(sent);
    if (recent.size() > RECENT) {
      recent.remove();
    }
    // Each of all records is in the sample with the same chance, however long ago it was sent.
    added++;
    if (sample.size() < KEPT) {
      sample.add(sent);
    } else {
      long place = random.nextLong(added);
      if (place < KEPT) {
        sample.set((int) place, sent);
      }
    }
  }

  /** One that was sent: every other time one of the last, else of any time. */
  synchronized FleetRecord pick() {
    if (random.nextBoolean()) {
      return recent.stream().skip(random.nextInt(recent.size())).findFirst().orElseThrow();
    }
    return sample.get(random.nextInt(sample.size()));
  }

  /** The last ones. */
  synchronized List<FleetRecord> recent() {
    return List.copyOf(recent);
  }
}
