package org.cbnet.cloud.offload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * Requests that wait, bounded in number and bytes: a lane for each tail, earliest deadline first.
 * Safe for several threads.
 */
final class JobQueue {
  private final int mostJobs;
  private final long mostBytes;
  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<TailKey, PriorityQueue<Job>> lanes = new HashMap<>();
  private int jobs;
  private long bytes;
  private long peakBytes;
  private boolean closed;

  /**
   * @param nanos monotonic clock, nanoseconds
   */
  JobQueue(int mostJobs, long mostBytes, LongSupplier nanos) {
    this.mostJobs = mostJobs;
    this.mostBytes = mostBytes;
    this.nanos = nanos;
  }

  /**
   * What a worker is to do next.
   *
   * @param jobs of one tail, to be computed together; or of any, whose time is over
   */
  record Work(List<Job> jobs, boolean isExpired) {}

  /** Takes a request, where there is room. */
  boolean offer(Job job) {
    lock.lock();
    try {
      if (closed || jobs >= mostJobs || bytes + job.arrival().bytes() > mostBytes) {
        return false;
      }
      lanes.computeIfAbsent(job.key(), any -> new PriorityQueue<>()).add(job);
      jobs++;
      bytes += job.arrival().bytes();
      peakBytes = Math.max(peakBytes, bytes);
      changed.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for work: first what has expired, whether or not its tail is there; then the requests
   * that are due first, and what waits for the same tail.
   *
   * @param limit how many of a tail may run together; 0 where it is not open
   * @return empty once this is closed
   */
  Optional<Work> take(ToIntFunction<TailKey> limit) throws InterruptedException {
    lock.lock();
    try {
      while (!closed) {
        long now = nanos.getAsLong();
        List<Job> expired = takeExpired(now);
        if (!expired.isEmpty()) {
          return Optional.of(new Work(expired, true));
        }
        Optional<TailKey> due = due(key -> limit.applyAsInt(key) > 0);
        if (due.isPresent()) {
          return Optional.of(new Work(poll(due.get(), limit.applyAsInt(due.get())), false));
        }
        changed.awaitNanos(untilNext(now));
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Takes all requests of a tail out. */
  List<Job> drain(TailKey key) {
    lock.lock();
    try {
      return poll(key, Integer.MAX_VALUE);
    } finally {
      lock.unlock();
    }
  }

  /** Has workers look again: a tail has been opened. */
  void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more and ends every {@link #take}; what is left. */
  List<Job> close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      List<Job> left = new ArrayList<>();
      for (TailKey key : List.copyOf(lanes.keySet())) {
        left.addAll(poll(key, Integer.MAX_VALUE));
      }
      return left;
    } finally {
      lock.unlock();
    }
  }

  /** The cost of all requests that are due before a deadline. */
  long before(long deadlineNanos, ToLongFunction<TailKey> cost) {
    lock.lock();
    try {
      long sum = 0;
      for (Map.Entry<TailKey, PriorityQueue<Job>> lane : lanes.entrySet()) {
        long each = cost.applyAsLong(lane.getKey());
        for (Job job : lane.getValue()) {
          sum += job.deadlineNanos() - deadlineNanos <= 0 ? each : 0;
        }
      }
      return sum;
    } finally {
      lock.unlock();
    }
  }

  int jobs() {
    lock.lock();
    try {
      return jobs;
    } finally {
      lock.unlock();
    }
  }

  long bytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  /** The most that {@link #bytes} ever was. */
  long peakBytes() {
    lock.lock();
    try {
      return peakBytes;
    } finally {
      lock.unlock();
    }
  }

  private List<Job> takeExpired(long now) {
    List<Job> expired = new ArrayList<>();
    for (TailKey key : List.copyOf(lanes.keySet())) {
      while (lanes.containsKey(key) && lanes.get(key).peek().isLate(now, 0)) {
        expired.addAll(poll(key, 1));
      }
    }
    return expired;
  }

  private Optional<TailKey> due(Predicate<TailKey> isOpen) {
    return lanes.entrySet().stream()
        .filter(lane -> isOpen.test(lane.getKey()))
        .min(Comparator.comparing(lane -> lane.getValue().peek()))
        .map(Map.Entry::getKey);
  }

  private List<Job> poll(TailKey key, int most) {
    List<Job> taken = new ArrayList<>();
    PriorityQueue<Job> lane = lanes.get(key);
    while (lane != null && !lane.isEmpty() && taken.size() < most) {
      Job job = lane.poll();
      taken.add(job);
      jobs--;
      bytes -= job.arrival().bytes();
    }
    if (lane != null && lane.isEmpty()) {
      lanes.remove(key);
    }
    return taken;
  }

  private long untilNext(long now) {
    return due(any -> true)
        .map(key -> lanes.get(key).peek().deadlineNanos() - now)
        .orElse(Long.MAX_VALUE);
  }
}
