package org.cbnet.edge.capture;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Gathers what other threads skipped until the loop asks, by reason; so it stays small however long
 * nobody asks. Safe for several threads.
 */
public final class Skips {
  private final Map<String, Capture.Skipped> byReason = new LinkedHashMap<>();

  public synchronized void add(String what, String reason, String detail) {
    Capture.Skipped before = byReason.get(reason);
    int frames = before == null ? 1 : before.frames() + 1;
    byReason.put(reason, new Capture.Skipped(frames, what, reason, detail));
  }

  /** What was skipped for one of the reasons since it was last taken. */
  public synchronized Optional<Capture.Skipped> take() {
    return byReason.keySet().stream().findFirst().map(byReason::remove);
  }
}
