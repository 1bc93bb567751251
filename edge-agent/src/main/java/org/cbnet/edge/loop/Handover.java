package org.cbnet.edge.loop;

import java.util.Objects;

/**
 * Where another thread offers the inference loop its next {@link Work}, which the loop takes
 * between two frames. A later offer replaces one that was not taken. Safe for several threads.
 */
public final class Handover {
  private volatile Work current;
  // Written under "this"; read without it once a frame.
  private volatile Work offered;

  public Handover(Work first) {
    this.current = Objects.requireNonNull(first, "first is null");
  }

  /** What the loop works with now. */
  public Work current() {
    return current;
  }

  public synchronized void offer(Work next) {
    offered = Objects.requireNonNull(next, "next is null");
  }

  /** Waits until the loop has taken what was offered last. */
  public synchronized void awaitTaken() throws InterruptedException {
    while (offered != null) {
      wait();
    }
  }

  boolean isOffered() {
    return offered != null;
  }

  /** For the loop: from here on the old strategy is no longer used. */
  synchronized Work take() {
    if (offered != null) {
      current = offered;
      offered = null;
      notifyAll();
    }
    return current;
  }
}
