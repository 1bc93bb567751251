package org.cbnet.cloud.offload;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Dead letters in memory. */
final class KeptLetters implements Letters {
  private final List<String> reasons = new CopyOnWriteArrayList<>();

  @Override
  public void bury(Arrival arrival, String reason, String message) {
    reasons.add(reason);
  }

  List<String> reasons() {
    return reasons;
  }
}
