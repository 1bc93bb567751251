package org.cbnet.cloud.pairing;

import java.util.Locale;
import java.util.Objects;
import org.cbnet.cloud.state.RunEndState;
import org.cbnet.cloud.state.StateFormat;

/**
 * That a partition keeps nothing of a run any more: whatever still comes of it is counted here and
 * in no row of the run.
 *
 * @param reason for that
 * @param endedMillis when, milliseconds since 1970
 * @param isPurged whether all is gone that is taken away bit by bit
 */
public record RunEnd(Reason reason, long endedMillis, boolean isPurged) {

  public RunEnd {
    Objects.requireNonNull(reason, "reason is null");
  }

  /** Why a run ended. */
  public enum Reason {
    /** Somebody asked for it. */
    DELETED,
    /** Its last record is older than runs are kept. */
    EXPIRED
  }

  /** As {@link #toState()} gave it. */
  public static RunEnd of(RunEndState state) {
    return new RunEnd(
        Reason.valueOf(state.getReason().toUpperCase(Locale.ROOT)),
        state.getEndedMillis(),
        state.getIsPurged());
  }

  /** The stored form. */
  public RunEndState toState() {
    return new RunEndState(
        StateFormat.VERSION, reason.name().toLowerCase(Locale.ROOT), endedMillis, isPurged);
  }

  /** The same with nothing left to take away. */
  public RunEnd purged() {
    return new RunEnd(reason, endedMillis, true);
  }
}
