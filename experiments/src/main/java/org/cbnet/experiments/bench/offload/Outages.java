package org.cbnet.experiments.bench.offload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.cbnet.experiments.link.LinkProfile;
import org.cbnet.experiments.link.Outage;

/** Outages that are known before they happen. */
final class Outages {
  // More than any run sees.
  private static final int MOST = 1_000;

  private Outages() {}

  /** Those that a profile draws by a seed. */
  static List<Outage> drawn(LinkProfile profile, long seed) {
    Iterator<Outage> all = profile.outages().outages(new SplittableRandom(seed));
    List<Outage> first = new ArrayList<>();
    while (first.size() < MOST && all.hasNext()) {
      first.add(all.next());
    }
    return first;
  }

  /** There and gone by turns, each for so long. */
  static List<Outage> alternating(Duration each) {
    List<Outage> outages = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      outages.add(new Outage(each.multipliedBy(2L * i + 1), each.multipliedBy(2L * i + 2)));
    }
    return outages;
  }
}
