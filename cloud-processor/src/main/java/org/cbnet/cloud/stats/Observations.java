package org.cbnet.cloud.stats;

import java.util.Arrays;
import org.cbnet.schemas.record.Result;

/**
 * Results of one batch and one minute, as rows take them: what is the same for each of their rows
 * is worked out once. Used again for the next ones; not thread-safe.
 */
// Arrays by ordinal: each result goes through them, and nothing that is stored has an ordinal.
@SuppressWarnings("EnumOrdinal")
public final class Observations {
  private static final Stage[] STAGES = Stage.values();
  private static final int TOTAL = Stage.TOTAL.ordinal();
  private static final int FIRST_CAPACITY = 32;

  int results;
  int replayed;
  int failed;
  int labelled;
  int correct;
  int offloaded;
  int fellBack;
  long bytesUp;
  long bytesDown;
  // By stage: how many times, their sum, their bins.
  final int[] timed = new int[STAGES.length];
  final long[] sumNanos = new long[STAGES.length];
  final int[][] bins = new int[STAGES.length][FIRST_CAPACITY];
  // Exits that differ, and how many results left there.
  int exits;
  String[] exitNames = new String[FIRST_CAPACITY];
  int[] exitCounts = new int[FIRST_CAPACITY];
  // Of the labelled.
  int[] truths = new int[FIRST_CAPACITY];
  int[] predictions = new int[FIRST_CAPACITY];

  /** Forgets all. */
  public void clear() {
    results = 0;
    replayed = 0;
    failed = 0;
    labelled = 0;
    correct = 0;
    offloaded = 0;
    fellBack = 0;
    bytesUp = 0;
    bytesDown = 0;
    exits = 0;
    Arrays.fill(timed, 0);
    Arrays.fill(sumNanos, 0);
  }

  /** Takes a result that {@code ResultRules} has passed. */
  public void add(Result result, boolean wasReplayed) {
    results++;
    replayed += wasReplayed ? 1 : 0;
    fellBack += result.getFellBack() ? 1 : 0;
    offloaded += result.getBytesUp() > 0 ? 1 : 0;
    bytesUp += result.getBytesUp();
    bytesDown += result.getBytesDown();
    for (int stage = 0; stage < STAGES.length; stage++) {
      Long nanos = STAGES[stage].nanos(result);
      if (nanos != null) {
        addTime(stage, nanos);
      }
    }
    if (result.getPredictedLabel() == null) {
      failed++;
      return;
    }
    addExit(result.getExit());
    if (result.getTrueLabel() != null) {
      addLabels(result.getTrueLabel(), result.getPredictedLabel());
    }
  }

  private void addTime(int stage, long nanos) {
    int place = timed[stage]++;
    if (place == bins[stage].length) {
      bins[stage] = Arrays.copyOf(bins[stage], 2 * place);
    }
    bins[stage][place] = Latency.bin(nanos);
    sumNanos[stage] += nanos;
  }

  private void addExit(String name) {
    for (int i = 0; i < exits; i++) {
      if (exitNames[i].equals(name)) {
        exitCounts[i]++;
        return;
      }
    }
    if (exits == exitNames.length) {
      exitNames = Arrays.copyOf(exitNames, 2 * exits);
      exitCounts = Arrays.copyOf(exitCounts, 2 * exits);
    }
    exitNames[exits] = name;
    exitCounts[exits] = 1;
    exits++;
  }

  private void addLabels(int truth, int prediction) {
    if (labelled == truths.length) {
      truths = Arrays.copyOf(truths, 2 * labelled);
      predictions = Arrays.copyOf(predictions, 2 * labelled);
    }
    truths[labelled] = truth;
    predictions[labelled] = prediction;
    labelled++;
    correct += truth == prediction ? 1 : 0;
  }

  /** Classified and failed. */
  public int results() {
    return results;
  }

  /** Without a label. */
  public int failed() {
    return failed;
  }

  /** Classified, and the true label is known. */
  public int labelled() {
    return labelled;
  }

  /** Of the labelled, predicted right. */
  public int correct() {
    return correct;
  }

  /** With bytes sent to the cloud. */
  public int offloaded() {
    return offloaded;
  }

  /** Answered locally in place of the cloud. */
  public int fellBack() {
    return fellBack;
  }

  /** With a time from pixels to label. */
  public int timed() {
    return timed[TOTAL];
  }

  /** Sum of these times, nanoseconds. */
  public long sumNanos() {
    return sumNanos[TOTAL];
  }

  /** Adds these times to a sketch. */
  public void addTotalsTo(Latency latency) {
    latency.add(bins[TOTAL], timed[TOTAL], sumNanos[TOTAL]);
  }
}
