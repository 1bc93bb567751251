package org.cbnet.edge.capture.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.cbnet.edge.capture.Capture;

/** Frames between the server and the loop; how many they can be is {@link Waiting}'s matter. */
final class Inbox {
  private final Deque<Capture.Image> frames = new ArrayDeque<>();
  private boolean closed;

  /** Puts a frame in, unless nobody takes any more. */
  synchronized void put(Capture.Image frame) throws Refusal {
    if (closed) {
      throw Refusal.later("the agent is stopping");
    }
    frames.add(frame);
    notifyAll();
  }

  /** The next frame, waiting for it at most so long; null where none came. */
  synchronized Capture.Image take(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    long left = timeout.toNanos();
    while (frames.isEmpty() && !closed && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = deadline - System.nanoTime();
    }
    return frames.poll();
  }

  synchronized boolean isEmpty() {
    return frames.isEmpty();
  }

  /** Takes no more; answers what nobody has taken. */
  synchronized List<Capture.Image> close() {
    closed = true;
    List<Capture.Image> left = List.copyOf(frames);
    frames.clear();
    notifyAll();
    return left;
  }
}
