package org.cbnet.experiments.link;

import java.util.Iterator;
import java.util.SplittableRandom;

/**
 * A link's own time in nanoseconds: it stands still while the link does, so that whatever is
 * scheduled in it is put off by an outage. Of one thread.
 */
final class LinkTime {
  static final long NEVER = Long.MAX_VALUE;

  private Iterator<Outage> outages;
  private Outage next;
  private long plannedAt;
  private boolean down;
  private long downAt;
  private long stoodStill;

  LinkTime(OutagePlan plan, SplittableRandom random, long now) {
    plan(plan, random, now);
  }

  /** Forgets the former plan, ends its outage where there is one, and counts from now. */
  void plan(OutagePlan plan, SplittableRandom random, long now) {
    if (down) {
      goOn(now);
    }
    outages = plan.outages(random);
    plannedAt = now;
    next = outages.hasNext() ? outages.next() : null;
  }

  /** The link's time; {@code now} must not lie behind the next change. */
  long at(long now) {
    return (down ? downAt : now) - stoodStill;
  }

  /** When, by the clock, the link gets to that time of its own. */
  long real(long time) {
    return down || time == NEVER ? NEVER : time + stoodStill;
  }

  /** When, by the clock, an outage starts or ends next. */
  long nextChange() {
    if (next == null) {
      return NEVER;
    }
    return plannedAt + (down ? next.end() : next.start()).toNanos();
  }

  /** Starts or ends the outage that {@link #nextChange} told. */
  void change() {
    long at = nextChange();
    if (down) {
      goOn(at);
      next = outages.hasNext() ? outages.next() : null;
    } else {
      down = true;
      downAt = at;
    }
  }

  boolean isDown() {
    return down;
  }

  private void goOn(long now) {
    down = false;
    stoodStill += now - downAt;
  }
}
