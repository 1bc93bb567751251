package org.cbnet.experiments.chaos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The faults of one kind. Not thread-safe. */
final class FaultRow {
  private final List<Double> answering = new ArrayList<>();
  private final List<Double> recovery = new ArrayList<>();
  private long lost;
  private long doubleCounted;

  void add(Fault fault, long moreLost, long moreDoubleCounted) {
    answering.add(fault.answeringSeconds());
    recovery.add(fault.recoverySeconds());
    lost += moreLost;
    doubleCounted += moreDoubleCounted;
  }

  void put(ObjectNode row) {
    row.put("times", recovery.size());
    row.put("lost", lost);
    row.put("doubleCounted", doubleCounted);
    row.put("recoverySeconds", median(recovery));
    row.put("recoverySecondsMax", Collections.max(recovery));
    row.put("answeringSeconds", median(answering));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
