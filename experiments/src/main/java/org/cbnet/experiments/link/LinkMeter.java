package org.cbnet.experiments.link;

/** Counts what goes over one link. Of any thread, as it is read while the link works. */
final class LinkMeter {
  private final Counter up = new Counter();
  private final Counter down = new Counter();
  private long connections;
  private long open;

  /** Of one direction; written under the meter's lock, so that all counts are of one moment. */
  final class Counter {
    private long taken;
    private long delivered;
    private long lost;

    void take(int bytes) {
      synchronized (LinkMeter.this) {
        taken += bytes;
      }
    }

    void deliver(int bytes) {
      synchronized (LinkMeter.this) {
        delivered += bytes;
      }
    }

    void lose(long bytes) {
      synchronized (LinkMeter.this) {
        lost += bytes;
      }
    }

    private LinkCounts.Direction read() {
      return new LinkCounts.Direction(taken, delivered, lost);
    }
  }

  Counter up() {
    return up;
  }

  Counter down() {
    return down;
  }

  synchronized void opened() {
    connections++;
    open++;
  }

  synchronized void closed() {
    open--;
  }

  synchronized LinkCounts read() {
    return new LinkCounts(up.read(), down.read(), connections, open);
  }
}
