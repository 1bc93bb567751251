package org.cbnet.edge.spool;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The tables of a spool's file, and whether a file has them whole. */
final class SqliteSchema {
  /** Raised when the tables change. */
  static final int VERSION = 1;

  private SqliteSchema() {}

  /**
   * Checks the structure of all pages.
   *
   * @throws IllegalArgumentException where something is wrong with it
   */
  static void check(Statement statement) throws SQLException {
    try (ResultSet answer = statement.executeQuery("PRAGMA quick_check(1)")) {
      String found = answer.next() ? answer.getString(1) : "no answer";
      if (!found.equals("ok")) {
        throw new IllegalArgumentException("quick_check: " + found);
      }
    }
  }

  /**
   * Makes the tables where they are missing.
   *
   * @throws IllegalArgumentException where the file is a newer version's
   */
  static void create(Statement statement) throws SQLException {
    int version;
    try (ResultSet answer = statement.executeQuery("PRAGMA user_version")) {
      version = answer.next() ? answer.getInt(1) : 0;
    }
    if (version == VERSION) {
      return;
    }
    if (version != 0) {
      throw new IllegalArgumentException(
          "version %d is not %d, the only one that this agent reads".formatted(version, VERSION));
    }
    statement.executeUpdate(
        """
        CREATE TABLE ledgers(
          id INTEGER PRIMARY KEY, install_id TEXT NOT NULL, boot_number INTEGER NOT NULL,
          os_boot_id TEXT NOT NULL, captured INTEGER NOT NULL, skipped INTEGER NOT NULL,
          classified INTEGER NOT NULL, failed INTEGER NOT NULL, acknowledged INTEGER NOT NULL,
          dropped INTEGER NOT NULL, energy_samples INTEGER NOT NULL,
          energy_acknowledged INTEGER NOT NULL, energy_dropped INTEGER NOT NULL)""");
    // The payload is last: what is read at the start lies before it.
    statement.executeUpdate(
        """
        CREATE TABLE entries(
          position INTEGER PRIMARY KEY, ledger INTEGER NOT NULL, first INTEGER NOT NULL,
          results INTEGER NOT NULL, bytes INTEGER NOT NULL, wall_micros INTEGER,
          monotonic_nanos INTEGER NOT NULL, announced TEXT,
          crc INTEGER NOT NULL, payload BLOB NOT NULL)""");
    statement.executeUpdate(
        """
        CREATE TABLE unannounced(
          ledger INTEGER NOT NULL, energy INTEGER NOT NULL, first INTEGER NOT NULL,
          last INTEGER NOT NULL)""");
    statement.executeUpdate("PRAGMA user_version=" + VERSION);
  }
}
