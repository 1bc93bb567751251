package org.cbnet.experiments.link;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Puts bytes on a lane one after the other: each chunk leaves when its last bit is out, and arrives
 * by delay and jitter later. All times are the link's, and exact however late they are looked at.
 * Of one thread.
 */
final class Serializer {
  private final Jitter jitter;
  private final OwnCost ownCost;
  private final Deque<Chunk> queue = new ArrayDeque<>();
  private LaneProfile profile;
  private long queuedBytes;
  private long headLeaves;
  private long headDelay;
  private long lastLeft;

  /**
   * For a lane without bytes.
   *
   * @param ownCost what goes by anyway between arriving and being written
   */
  Serializer(LaneProfile profile, Jitter jitter, OwnCost ownCost, long time) {
    this.profile = profile;
    this.ownCost = ownCost;
    this.jitter = jitter;
    this.lastLeft = time;
  }

  /** Bytes that may be added at once; 0 when the queue has no room for a whole quantum. */
  int room() {
    int quantum = profile.quantum();
    return profile.queueBytes() - queuedBytes >= quantum ? quantum : 0;
  }

  /** Adds what was there to be sent since {@code time}. */
  void add(Chunk chunk, long time) {
    chunk.waitSince(time);
    queue.add(chunk);
    queuedBytes += chunk.length();
    if (queue.size() == 1) {
      startHead();
    }
  }

  /** When the next chunk leaves. */
  long nextDeparture() {
    return queue.isEmpty() ? LinkTime.NEVER : headLeaves;
  }

  /** How long what leaves next travels. */
  long nextDelay() {
    return headDelay;
  }

  /** Whether nothing follows what leaves next. */
  boolean isAlone() {
    return queue.size() == 1;
  }

  /** When the last one left. */
  long lastDeparture() {
    return lastLeft;
  }

  /** What leaves next, if it has left by that time, with its arrival told; else null. */
  Chunk depart(long time) {
    if (nextDeparture() > time) {
      return null;
    }
    Chunk chunk = queue.remove();
    queuedBytes -= chunk.length();
    lastLeft = headLeaves;
    chunk.arriveAt(lastLeft + headDelay);
    if (!queue.isEmpty()) {
      startHead();
    }
    return chunk;
  }

  /** What has not left goes on by another profile, the rest of a chunk's bits too. */
  void change(LaneProfile changed, long time) {
    if (!queue.isEmpty()) {
      double left = headLeaves - time;
      headLeaves = time + Math.round(left * profile.bitsPerSecond() / changed.bitsPerSecond());
    }
    profile = changed;
    headDelay = delayNanos();
  }

  /** A time from one end to the other, of a packet that has no bytes. */
  long delayNanos() {
    long asked = profile.delay().toNanos() + jitter.next(profile.jitter().toNanos());
    return Math.max(0, asked - ownCost.nanosFor(profile.delay()));
  }

  LaneProfile profile() {
    return profile;
  }

  // The one before may have left long ago and not have been looked at since.
  private void startHead() {
    Chunk head = queue.element();
    headLeaves = Math.max(head.since(), lastLeft) + profile.nanosFor(head.length());
    headDelay = delayNanos();
  }
}
