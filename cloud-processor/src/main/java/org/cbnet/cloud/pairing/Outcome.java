package org.cbnet.cloud.pairing;

import org.cbnet.schemas.WireNames;
import org.cbnet.schemas.record.Result;

/** What came of a frame under one arm, in a long: nanoseconds times 4 plus the kind. */
// Two bits for the kind, by ordinal, of which rows are made: constants keep their order.
@SuppressWarnings("EnumOrdinal")
public final class Outcome {
  private static final Kind[] KINDS = Kind.values();
  private static final int KIND_BITS = 2;

  private Outcome() {}

  /** Whether the prediction was right. */
  public enum Kind {
    /** The true label was predicted. */
    RIGHT,
    /** Another label was predicted. */
    WRONG,
    /** Classified; nobody knows the true label. */
    UNLABELLED,
    /** Not classified. */
    FAILED
  }

  /** Of a result that has passed the rules. */
  public static long of(Result result) {
    if (!result.getOutcome().equals(WireNames.CLASSIFIED)) {
      return of(Kind.FAILED, 0);
    }
    long nanos = result.getTotalNanos();
    if (result.getTrueLabel() == null) {
      return of(Kind.UNLABELLED, nanos);
    }
    boolean right = result.getTrueLabel().equals(result.getPredictedLabel());
    return of(right ? Kind.RIGHT : Kind.WRONG, nanos);
  }

  /** Of its parts. */
  public static long of(Kind kind, long nanos) {
    return nanos << KIND_BITS | kind.ordinal();
  }

  /** Its kind. */
  public static Kind kind(long outcome) {
    return KINDS[(int) outcome & KINDS.length - 1];
  }

  /** Its time in nanoseconds; 0 where failed. */
  public static long nanos(long outcome) {
    return outcome >>> KIND_BITS;
  }
}
