package org.cbnet.edge.capture;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers the frames of a start of the agent; two starts have different ids because each draws a
 * name of its own. Safe for several threads.
 */
public final class FrameIds {
  private final String prefix;
  private final AtomicLong next = new AtomicLong();

  /**
   * @param source what the ids begin with
   * @param random of this start
   */
  public FrameIds(String source, int random) {
    this.prefix = "%s-%08x-".formatted(source, random);
  }

  public String next() {
    return prefix + next.getAndIncrement();
  }
}
