package org.cbnet.experiments.alignment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Plays patterns as load of this machine: threads that calculate in every pulse and sleep between.
 * One at a time, and nothing else should run.
 */
public final class LoadPlayer {
  // Threads take a moment to be there.
  private static final long LEAD_NANOS = 50_000_000;
  private static final int STEPS_A_LOOK = 2_000;

  private final int threads;
  private final LongSupplier nanoTime;
  // Read by nobody: it keeps the compiler from leaving the calculation out.
  private volatile long sink;

  /**
   * @param threads that make the load; as many as the machine has cores make the most
   * @param nanoTime the run's monotonic clock, {@code System::nanoTime}
   */
  public LoadPlayer(int threads, LongSupplier nanoTime) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1: " + threads);
    }
    this.threads = threads;
    this.nanoTime = nanoTime;
  }

  /**
   * Plays the whole pattern and answers when each pulse truly began and ended, the mean over
   * threads. A pulse that one of them slept through is not in the answer.
   *
   * @throws InterruptedException where the caller is asked to end; the load has ended then, too
   */
  public PlayedPattern play(LoadPattern pattern) throws InterruptedException {
    long start = nanoTime.getAsLong() + LEAD_NANOS;
    List<Pulse> planned = PlayedPattern.exactly(pattern, start).pulses();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<long[][]>> work = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        work.add(() -> load(planned));
      }
      List<Pulse> played = means(pool.invokeAll(work));
      long end = Math.max(start + pattern.length().toNanos(), nanoTime.getAsLong());
      sleepUntil(end);
      return new PlayedPattern(start, end, played);
    } finally {
      pool.shutdownNow();
    }
  }

  // Begin and end of each pulse; both zero for one that came and went while this thread slept.
  private long[][] load(List<Pulse> planned) throws InterruptedException {
    long[][] played = new long[planned.size()][2];
    for (int i = 0; i < planned.size(); i++) {
      Pulse pulse = planned.get(i);
      sleepUntil(pulse.startNanos());
      long begin = nanoTime.getAsLong();
      if (begin < pulse.endNanos()) {
        played[i][0] = begin;
        played[i][1] = calculateUntil(pulse.endNanos());
      }
    }
    return played;
  }

  private void sleepUntil(long untilNanos) throws InterruptedException {
    for (long left = untilNanos - nanoTime.getAsLong();
        left > 0;
        left = untilNanos - nanoTime.getAsLong()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  // Multiplications use more power than a loop that only looks at the clock.
  private long calculateUntil(long untilNanos) throws InterruptedException {
    long value = sink;
    long now = nanoTime.getAsLong();
    while (now < untilNanos) {
      for (int i = 0; i < STEPS_A_LOOK; i++) {
        value = value * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      now = nanoTime.getAsLong();
    }
    sink = value;
    return now;
  }

  private static List<Pulse> means(List<Future<long[][]>> threads) throws InterruptedException {
    List<long[][]> all = new ArrayList<>();
    for (Future<long[][]> thread : threads) {
      try {
        all.add(thread.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("the load could not be played", e.getCause());
      }
    }
    List<Pulse> pulses = new ArrayList<>();
    for (int i = 0; i < all.get(0).length; i++) {
      int pulse = i;
      List<long[]> times = all.stream().map(played -> played[pulse]).toList();
      if (times.stream().allMatch(time -> time[1] != 0)) {
        pulses.add(new Pulse(mean(times, 0), mean(times, 1)));
      }
    }
    return pulses;
  }

  // Of differences: a sum of moments might not fit.
  private static long mean(List<long[]> times, int which) {
    long first = times.get(0)[which];
    long sum = times.stream().mapToLong(time -> time[which] - first).sum();
    return first + sum / times.size();
  }
}
