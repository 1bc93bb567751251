package org.cbnet.edge.spool;

/** The spool's file could not be read or written. */
final class SpoolFileException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What can be done about it. */
  enum Kind {
    /** There is no room on the disk. */
    FULL,
    /** The content can't be trusted any more. */
    DAMAGED,
    /** Read-only, worn out, unplugged: it may come back. */
    UNUSABLE
  }

  private final Kind kind;

  SpoolFileException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** The file does not have what it was given. */
  static SpoolFileException missing(long position) {
    String message = "entry %d is not in the file any more".formatted(position);
    return new SpoolFileException(Kind.DAMAGED, message, null);
  }

  Kind kind() {
    return kind;
  }
}
