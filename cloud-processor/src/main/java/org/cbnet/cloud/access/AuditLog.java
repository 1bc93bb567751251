package org.cbnet.cloud.access;

import java.util.Locale;

/**
 * Remembers every change: who, what, before and after. Append-only. Safe for several threads.
 *
 * <p>A change is answered only after it stands here.
 */
@FunctionalInterface
public interface AuditLog {

  /** What came of it. */
  enum Outcome {
    DONE,
    REFUSED;

    /** As it is written. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Writes an entry and returns once the broker has it.
   *
   * @param principal who
   * @param action for example {@code desired.put}
   * @param target what was changed
   * @param before JSON before; null where there was nothing
   * @param after JSON after; null where it was removed
   * @param outcome what came of it
   * @throws AuditException where the broker does not take it
   */
  void record(
      Principal principal,
      String action,
      String target,
      String before,
      String after,
      Outcome outcome);
}
