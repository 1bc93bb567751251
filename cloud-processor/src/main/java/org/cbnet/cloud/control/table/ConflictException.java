package org.cbnet.cloud.control.table;

/** A key does not have the revision that a write expects: read it again, then decide again. */
public final class ConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String key;
  private final long actual;

  ConflictException(String key, long expected, long actual) {
    super("'%s' is at revision %d, not %d".formatted(key, actual, expected));
    this.key = key;
    this.actual = actual;
  }

  /** Which key. */
  public String key() {
    return key;
  }

  /** Its revision; {@link Change#ABSENT} where it is not there. */
  public long actual() {
    return actual;
  }
}
