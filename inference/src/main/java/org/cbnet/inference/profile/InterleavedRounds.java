package org.cbnet.inference.profile;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Measures subjects in turns: every round has a block of each, in an order drawn anew, so that what
 * slows the machine for a while falls on all of them alike. Used by one thread.
 */
final class InterleavedRounds {
  private static final int WARM_UP_RUNS = 5;

  private final MeasurementPlan plan;
  private final Clocks clocks;
  private final ProfileListener listener;

  InterleavedRounds(MeasurementPlan plan, Clocks clocks, ProfileListener listener) {
    this.plan = plan;
    this.clocks = clocks;
    this.listener = listener;
  }

  /** One timing a subject, in their order. */
  List<Timing> measure(List<? extends Subject> subjects) throws OrtException {
    int[] repeats = warmUp(subjects);
    long[][] wall = new long[subjects.size()][plan.rounds()];
    long[] cpu = new long[subjects.size()];
    Random random = new Random(plan.seed());
    List<Integer> order = new ArrayList<>(IntStream.range(0, subjects.size()).boxed().toList());
    for (int round = 0; round < plan.rounds(); round++) {
      listener.progress("measuring", round, plan.rounds());
      Collections.shuffle(order, random);
      for (int each : order) {
        cpu[each] += block(subjects.get(each), repeats[each], wall[each], round);
      }
    }
    listener.progress("measuring", plan.rounds(), plan.rounds());
    List<Timing> timings = new ArrayList<>();
    for (int i = 0; i < wall.length; i++) {
      timings.add(timing(wall[i], cpu[i] / ((long) repeats[i] * plan.rounds())));
    }
    return timings;
  }

  // How often each runs in a block. Twice over the same way: the first pass is for the compiler.
  private int[] warmUp(List<? extends Subject> subjects) throws OrtException {
    int[] repeats = new int[subjects.size()];
    for (int i = 0; i < repeats.length; i++) {
      listener.progress("warming up", i, repeats.length);
      repeats[i] = repeats(subjects.get(i));
      repeats[i] = repeats(subjects.get(i));
    }
    listener.progress("warming up", repeats.length, repeats.length);
    return repeats;
  }

  // By the quickest run: by the mean, a subject that was interrupted once would have short blocks
  // for good, and with them the cold start of each.
  private int repeats(Subject subject) throws OrtException {
    long least = plan.block().toNanos();
    long quickest = Long.MAX_VALUE;
    long passed = 0;
    for (int runs = 0; runs < WARM_UP_RUNS || passed < least; runs++) {
      long start = clocks.wallNanos().getAsLong();
      subject.run();
      long took = Math.max(1, clocks.wallNanos().getAsLong() - start);
      quickest = Math.min(quickest, took);
      passed += took;
    }
    return Math.toIntExact(Math.max(1, Math.round((double) least / quickest)));
  }

  /** Notes wall time of one run; returns the processor time of the whole block. */
  private long block(Subject subject, int repeats, long[] wall, int round) throws OrtException {
    // A call to the processor's clock is dear, so that it is outside of what is timed.
    long cpuStart = clocks.cpuNanos().getAsLong();
    long start = clocks.wallNanos().getAsLong();
    for (int i = 0; i < repeats; i++) {
      subject.run();
    }
    wall[round] = (clocks.wallNanos().getAsLong() - start) / repeats;
    return Math.max(0, clocks.cpuNanos().getAsLong() - cpuStart);
  }

  private static Timing timing(long[] wall, long cpu) {
    long[] sorted = wall.clone();
    Arrays.sort(sorted);
    return new Timing(at(sorted, 0.1), at(sorted, 0.5), at(sorted, 0.9), cpu);
  }

  private static long at(long[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
