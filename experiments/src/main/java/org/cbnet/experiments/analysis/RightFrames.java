package org.cbnet.experiments.analysis;

import java.util.HashMap;
import java.util.Map;
import org.cbnet.experiments.method.AccuracyDifference;
import org.cbnet.experiments.rows.FrameRow;

/** Which frames each arm had right, shown to all of them once. One thread. */
final class RightFrames {
  private final Map<String, Map<String, Boolean>> rightByArm = new HashMap<>();

  void add(FrameRow row) {
    if (row.trueLabel() != null) {
      rightByArm.computeIfAbsent(row.arm(), any -> new HashMap<>()).put(row.frame(), row.isRight());
    }
  }

  boolean has(String arm) {
    return rightByArm.containsKey(arm);
  }

  long frames(String arm) {
    return rightByArm.get(arm).size();
  }

  long right(String arm) {
    return rightByArm.get(arm).values().stream().filter(right -> right).count();
  }

  /** Two arms on the frames that both were shown. */
  AccuracyDifference difference(String arm, String baseline) {
    Map<String, Boolean> ours = rightByArm.get(arm);
    Map<String, Boolean> theirs = rightByArm.get(baseline);
    String[] both = ours.keySet().stream().filter(theirs::containsKey).toArray(String[]::new);
    boolean[] armRight = new boolean[both.length];
    boolean[] baselineRight = new boolean[both.length];
    for (int i = 0; i < both.length; i++) {
      armRight[i] = ours.get(both[i]);
      baselineRight[i] = theirs.get(both[i]);
    }
    return AccuracyDifference.of(armRight, baselineRight);
  }
}
