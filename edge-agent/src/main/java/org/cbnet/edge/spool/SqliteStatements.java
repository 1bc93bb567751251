package org.cbnet.edge.spool;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/** The statements of one connection to a spool's file. Used by one thread at a time. */
final class SqliteStatements implements AutoCloseable {
  private static final String META =
      "position, ledger, first, results, bytes, wall_micros, monotonic_nanos, announced";

  private final List<PreparedStatement> all = new ArrayList<>();
  private final Connection connection;
  private final PreparedStatement begin;
  private final PreparedStatement commit;
  private final PreparedStatement rollback;
  private final PreparedStatement insert;
  private final PreparedStatement delete;
  private final PreparedStatement putLedger;
  private final PreparedStatement dropLedger;
  private final PreparedStatement clearUnannounced;
  private final PreparedStatement addUnannounced;
  private final PreparedStatement read;
  private final PreparedStatement describe;
  private final PreparedStatement pages;

  SqliteStatements(Connection connection) throws SQLException {
    this.connection = connection;
    begin = prepare("BEGIN IMMEDIATE");
    commit = prepare("COMMIT");
    rollback = prepare("ROLLBACK");
    insert = prepare("INSERT INTO entries VALUES(?,?,?,?,?,?,?,?,?,?)");
    delete = prepare("DELETE FROM entries WHERE position BETWEEN ? AND ?");
    putLedger = prepare("INSERT OR REPLACE INTO ledgers VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)");
    dropLedger = prepare("DELETE FROM ledgers WHERE id=?");
    clearUnannounced = prepare("DELETE FROM unannounced");
    addUnannounced = prepare("INSERT INTO unannounced VALUES(?,?,?,?)");
    String behind = " FROM entries WHERE position >= ? ORDER BY position LIMIT ?";
    read = prepare("SELECT " + META + ", crc, payload" + behind);
    describe = prepare("SELECT " + META + behind);
    pages =
        prepare(
            "SELECT page_count - freelist_count FROM pragma_page_count(), pragma_freelist_count()");
  }

  void write(SpoolChange change) throws SQLException {
    begin.execute();
    try {
      for (Ranges.Range range : change.gone()) {
        delete.setLong(1, range.first());
        delete.setLong(2, range.last());
        delete.executeUpdate();
      }
      for (StoredEntry entry : change.added()) {
        insert(entry);
      }
      for (LedgerRow row : change.ledgers()) {
        put(row);
      }
      for (long id : change.forgotten()) {
        dropLedger.setLong(1, id);
        dropLedger.executeUpdate();
      }
      if (change.unannounced() != null) {
        replace(change.unannounced());
      }
      commit.execute();
    } catch (SQLException e) {
      undo(e);
      throw e;
    }
  }

  List<StoredEntry> read(long from, int atMost) throws SQLException {
    List<StoredEntry> found = new ArrayList<>();
    read.setLong(1, from);
    read.setInt(2, atMost);
    try (ResultSet rows = read.executeQuery()) {
      while (rows.next()) {
        found.add(stored(rows));
      }
    }
    return found;
  }

  List<Held> describe(long from, int atMost) throws SQLException {
    List<Held> found = new ArrayList<>();
    describe.setLong(1, from);
    describe.setInt(2, atMost);
    try (ResultSet rows = describe.executeQuery()) {
      while (rows.next()) {
        found.add(held(rows));
      }
    }
    return found;
  }

  /** Everything but the payloads. */
  SpoolFile.Content content() throws SQLException {
    List<LedgerRow> ledgers = new ArrayList<>();
    List<SpoolChange.Unannounced> unannounced = new ArrayList<>();
    try (PreparedStatement ask = connection.prepareStatement("SELECT * FROM ledgers ORDER BY id");
        ResultSet rows = ask.executeQuery()) {
      while (rows.next()) {
        ledgers.add(ledger(rows));
      }
    }
    try (PreparedStatement ask = connection.prepareStatement("SELECT * FROM unannounced");
        ResultSet rows = ask.executeQuery()) {
      while (rows.next()) {
        unannounced.add(
            new SpoolChange.Unannounced(
                rows.getLong(1),
                rows.getInt(2) != 0,
                new Ranges.Range(rows.getLong(3), rows.getLong(4))));
      }
    }
    return new SpoolFile.Content(ledgers, describe(Long.MIN_VALUE, -1), unannounced);
  }

  long usedPages() throws SQLException {
    try (ResultSet answer = pages.executeQuery()) {
      return answer.next() ? answer.getLong(1) : 0;
    }
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : all) {
      statement.close();
    }
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    all.add(statement);
    return statement;
  }

  private void insert(StoredEntry entry) throws SQLException {
    Held held = entry.held();
    insert.setLong(1, held.position());
    insert.setLong(2, held.ledger());
    insert.setLong(3, held.first());
    insert.setInt(4, held.results());
    insert.setLong(5, held.bytes());
    if (held.wallMicros().isPresent()) {
      insert.setLong(6, held.wallMicros().getAsLong());
    } else {
      insert.setNull(6, Types.INTEGER);
    }
    insert.setLong(7, held.monotonicNanos());
    insert.setString(8, Announced.text(held.announced()));
    insert.setLong(9, checksum(entry.payload()));
    insert.setBytes(10, entry.payload());
    insert.executeUpdate();
  }

  private void put(LedgerRow row) throws SQLException {
    putLedger.setLong(1, row.id());
    putLedger.setString(2, row.boot().installId());
    putLedger.setLong(3, row.boot().bootNumber());
    putLedger.setString(4, row.boot().osBootId());
    long[] counts = {
      row.captured(),
      row.skipped(),
      row.classified(),
      row.failed(),
      row.acknowledged(),
      row.dropped(),
      row.energySamples(),
      row.energyAcknowledged(),
      row.energyDropped()
    };
    for (int i = 0; i < counts.length; i++) {
      putLedger.setLong(5 + i, counts[i]);
    }
    putLedger.executeUpdate();
  }

  private void replace(List<SpoolChange.Unannounced> unannounced) throws SQLException {
    clearUnannounced.executeUpdate();
    for (SpoolChange.Unannounced each : unannounced) {
      addUnannounced.setLong(1, each.ledger());
      addUnannounced.setInt(2, each.energy() ? 1 : 0);
      addUnannounced.setLong(3, each.range().first());
      addUnannounced.setLong(4, each.range().last());
      addUnannounced.executeUpdate();
    }
  }

  private void undo(SQLException cause) {
    try {
      rollback.execute();
    } catch (SQLException e) {
      // SQLite has rolled back by itself where the disk is full or failed.
      cause.addSuppressed(e);
    }
  }

  // A payload that rotted could still be decoded, and count under another identity.
  private static StoredEntry stored(ResultSet row) throws SQLException {
    byte[] payload = row.getBytes(10);
    return new StoredEntry(
        held(row), checksum(payload) == row.getLong(9) ? payload : StoredEntry.ROTTEN);
  }

  private static long checksum(byte[] payload) {
    CRC32C crc = new CRC32C();
    crc.update(payload);
    return crc.getValue();
  }

  private static Held held(ResultSet row) throws SQLException {
    long wall = row.getLong(6);
    boolean unknown = row.wasNull();
    return new Held(
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getInt(4),
        row.getLong(5),
        Announced.ranges(row.getString(8)),
        unknown ? OptionalLong.empty() : OptionalLong.of(wall),
        row.getLong(7));
  }

  private static LedgerRow ledger(ResultSet row) throws SQLException {
    return new LedgerRow(
        row.getLong(1),
        new BootKey(row.getString(2), row.getLong(3), row.getString(4)),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8),
        row.getLong(9),
        row.getLong(10),
        row.getLong(11),
        row.getLong(12),
        row.getLong(13));
  }
}
