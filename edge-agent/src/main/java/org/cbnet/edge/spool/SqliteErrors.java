package org.cbnet.edge.spool;

import java.nio.file.Path;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What SQLite's errors mean for a spool (sqlite.org/rescode.html). */
final class SqliteErrors {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteErrors.class);
  private static final int PRIMARY_CODE = 0xff;
  // What a statement of ours can only meet where the tables are not what they were.
  private static final int ERROR = 1;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int SCHEMA = 17;
  private static final int MISMATCH = 20;
  private static final int NOT_A_DATABASE = 26;

  private SqliteErrors() {}

  static SpoolFileException explain(Path file, SQLException e) {
    return new SpoolFileException(kind(e), "%s: %s".formatted(file, e.getMessage()), e);
  }

  /** What was read can't be what was written. */
  static SpoolFileException damaged(Path file, RuntimeException e) {
    return new SpoolFileException(SpoolFileException.Kind.DAMAGED, file + ": " + e, e);
  }

  static void closeQuietly(AutoCloseable part) {
    if (part == null) {
      return;
    }
    try {
      part.close();
    } catch (Exception e) {
      // What could not be stored was reported when it was to be stored.
      LOG.atDebug().setCause(e).log("a part of the spool's file did not close");
    }
  }

  private static SpoolFileException.Kind kind(SQLException e) {
    return switch (e.getErrorCode() & PRIMARY_CODE) {
      case FULL -> SpoolFileException.Kind.FULL;
      case ERROR, CORRUPT, SCHEMA, MISMATCH, NOT_A_DATABASE -> SpoolFileException.Kind.DAMAGED;
      default -> SpoolFileException.Kind.UNUSABLE;
    };
  }
}
