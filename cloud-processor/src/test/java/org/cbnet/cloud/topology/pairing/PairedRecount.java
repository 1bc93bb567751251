package org.cbnet.cloud.topology.pairing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;

/** Compares frame by frame with plain maps, one entry a frame, sharing no code with the product. */
final class PairedRecount {
  private static final long HOUR_MINUTES = 60;

  private final Map<String, Frame> frames = new LinkedHashMap<>();
  private final Map<String, Integer> declared = new HashMap<>();
  private long clockMinute;

  /** Counts by name, of all cohorts. */
  final Map<String, Long> counts = new TreeMap<>();

  /** By cohort and two arms: right-right, right-wrong, wrong-right, wrong-wrong, rest, failed. */
  final Map<String, long[]> pairs = new TreeMap<>();

  private static final class Frame {
    private final String cohort;
    private final Map<String, Result> open = new TreeMap<>();
    private final Set<String> seen = new HashSet<>();
    private long openedMinute;
    private boolean isDone;
    private boolean isClosed;

    Frame(String cohort) {
      this.cohort = cohort;
    }
  }

  /** Takes results that were accepted, in their order. */
  void take(ResultBatch batch, long appendMillis) {
    tick(appendMillis);
    String cohort =
        String.join(
            " ",
            batch.getRunId(),
            String.valueOf(batch.getDataset()),
            batch.getBoard(),
            String.valueOf(batch.getLinkProfile()));
    declared.merge(cohort, batch.getPairedArms(), Math::max);
    String arm = String.join(" ", batch.getStrategy(), batch.getModelHash(), batch.getConfigHash());
    for (Result result : batch.getResults()) {
      count("read", 1);
      String id = cohort + " " + batch.getRound() + " " + result.getFrameId();
      take(frames.computeIfAbsent(id, any -> new Frame(cohort)), arm, result);
    }
  }

  /** Lets the partition's clock see a time. */
  void tick(long appendMillis) {
    clockMinute = Math.max(clockMinute, appendMillis / 60_000);
    for (Frame frame : frames.values()) {
      if (!frame.open.isEmpty() && frame.openedMinute + HOUR_MINUTES < clockMinute) {
        count("unpairedFrames", 1);
        count("unpaired", frame.open.size());
        frame.isClosed = true;
        frame.open.clear();
      }
    }
  }

  long openFrames() {
    return frames.values().stream().filter(frame -> !frame.open.isEmpty()).count();
  }

  long open() {
    return frames.values().stream().mapToLong(frame -> frame.open.size()).sum();
  }

  private void take(Frame frame, String arm, Result result) {
    if (!frame.seen.add(arm)) {
      count("repeated", 1);
    } else if (frame.isDone) {
      count("unexpected", 1);
    } else if (frame.isClosed) {
      count("unpaired", 1);
    } else {
      if (frame.open.isEmpty()) {
        frame.openedMinute = clockMinute;
      }
      frame.open.put(arm, result);
      if (frame.open.size() == declared.get(frame.cohort)) {
        fold(frame);
      }
    }
  }

  private void fold(Frame frame) {
    count("frames", 1);
    count("folded", frame.open.size());
    List<String> arms = new ArrayList<>(frame.open.keySet());
    for (int i = 0; i < arms.size(); i++) {
      for (int j = i + 1; j < arms.size(); j++) {
        String key = frame.cohort + " | " + arms.get(i) + " | " + arms.get(j);
        Result first = frame.open.get(arms.get(i));
        Result second = frame.open.get(arms.get(j));
        long[] row = pairs.computeIfAbsent(key, any -> new long[7]);
        row[cell(first, second)]++;
        if (cell(first, second) != 5) {
          row[6] += first.getTotalNanos() - second.getTotalNanos();
        }
      }
    }
    frame.isDone = true;
    frame.open.clear();
  }

  private static int cell(Result first, Result second) {
    if (first.getPredictedLabel() == null || second.getPredictedLabel() == null) {
      return 5;
    }
    if (first.getTrueLabel() == null || second.getTrueLabel() == null) {
      return 4;
    }
    int one = first.getPredictedLabel().equals(first.getTrueLabel()) ? 0 : 2;
    return one + (second.getPredictedLabel().equals(second.getTrueLabel()) ? 0 : 1);
  }

  private void count(String name, long count) {
    counts.merge(name, count, Long::sum);
  }
}
