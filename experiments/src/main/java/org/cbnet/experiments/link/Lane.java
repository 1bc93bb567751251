package org.cbnet.experiments.link;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One direction of a link at work: takes bytes from connections in turn while its queue has room,
 * and hands them on when they have left. Of the loop's thread.
 */
final class Lane {
  private static final long MOST_PUT_OFF_NANOS = 500_000;

  private final Serializer serializer;
  private final Agenda agenda;
  private final Deque<Pipe> waiting = new ArrayDeque<>();
  private long scheduled = LinkTime.NEVER;

  Lane(Serializer serializer, Agenda agenda) {
    this.serializer = serializer;
    this.agenda = agenda;
  }

  int room() {
    return serializer.room();
  }

  /** Calls the connection when there is room again, others that wait first. */
  void await(Pipe pipe) {
    waiting.add(pipe);
    schedule();
  }

  void add(Chunk chunk, long time) {
    serializer.add(chunk, time);
    schedule();
  }

  void change(LaneProfile profile, long time) {
    serializer.change(profile, time);
    resume(time);
    schedule();
  }

  long delayNanos() {
    return serializer.delayNanos();
  }

  LaneProfile profile() {
    return serializer.profile();
  }

  private void run(long time) {
    if (scheduled > time) {
      // It was done sooner, as more was added, and is scheduled anew.
      return;
    }
    scheduled = LinkTime.NEVER;
    for (Chunk left = serializer.depart(time); left != null; left = serializer.depart(time)) {
      left.pipe().fly(left);
      // They had bytes all the while, so a late call takes nothing off the rate.
      resume(serializer.lastDeparture());
    }
    schedule();
  }

  private void resume(long time) {
    while (room() > 0 && !waiting.isEmpty()) {
      waiting.remove().takeWaiting(time);
    }
  }

  private void schedule() {
    long next = serializer.nextDeparture();
    if (next != LinkTime.NEVER && next + putOff() < scheduled) {
      scheduled = next + putOff();
      agenda.add(scheduled, this::run);
    }
  }

  // Looked at late, a chunk leaves at its time all the same, and waking up costs more than the
  // rest:
  // a chunk alone is looked at when it arrives, of many several at once.
  private long putOff() {
    if (serializer.isAlone() && waiting.isEmpty()) {
      return serializer.nextDelay();
    }
    return Math.min(profile().delay().toNanos() / 2, MOST_PUT_OFF_NANOS);
  }
}
