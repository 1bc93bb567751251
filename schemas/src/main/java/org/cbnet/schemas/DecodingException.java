package org.cbnet.schemas;

import java.util.Objects;

/** A payload is not what it should be: an expected event, counted by its reason. */
public final class DecodingException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why a payload can't be decoded; the name in lower case is what counters and headers use. */
  public enum Reason {
    /** No bytes, or none at all (a tombstone). */
    EMPTY,
    /** Ends before its header or its record is complete. */
    TRUNCATED,
    /** More bytes than a record may have. */
    OVERSIZED,
    /** Does not start with the two magic bytes of Avro's single-object encoding. */
    NOT_SINGLE_OBJECT,
    /** No schema is known for its fingerprint. */
    UNKNOWN_SCHEMA,
    /** Its schema is known, and is another record's. */
    OTHER_RECORD,
    /** The record is complete, and bytes follow it. */
    TRAILING_BYTES,
    /** The bytes do not form a record of their schema. */
    MALFORMED
  }

  private final Reason reason;

  DecodingException(Reason reason, String message) {
    super(message);
    this.reason = Objects.requireNonNull(reason, "reason is null");
  }

  DecodingException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = Objects.requireNonNull(reason, "reason is null");
  }

  public Reason reason() {
    return reason;
  }
}
