package org.cbnet.edge.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;

/**
 * A spool's content in one SQLite file with a write-ahead log.
 *
 * <ol>
 *   <li>One connection writes, another reads, so that sending never waits for the disk that
 *       inference's batches go to.
 *   <li>{@link Durability#EVERY_BATCH} is SQLite's {@code synchronous=FULL}: each commit
 *       synchronises the log. {@link Durability#INTERVAL} is {@code NORMAL}, and {@link #sync}
 *       synchronises the log (sqlite.org/pragma.html, "synchronous"; sqlite.org/wal.html).
 *   <li>A failed operation leaves the content as it was before; a closed file is opened again by
 *       {@link #open}.
 * </ol>
 */
final class SqliteFile implements SpoolFile {
  static final int PAGE_BYTES = 4096;

  /** The log is copied back when it is as long as this; together with the rest below 1 MiB. */
  static final int LOG_PAGES = 64;

  // A file that holds less than this and takes more than that is made anew.
  private static final long LITTLE_USED_BYTES = 256L << 10;
  private static final long LARGE_BYTES = 512L << 10;
  private static final int BUSY_MILLIS = 5_000;
  // Checking takes as long as reading it all; a larger file is checked as it is read.
  private static final long CHECKED_BYTES = 64L << 20;

  private final Path path;
  private final Durability durability;
  private Connection writer;
  private Connection reader;
  private SqliteStatements writing;
  private SqliteStatements reading;
  private volatile FileChannel log;
  private volatile long usedBytes;
  private volatile long asideBytes;

  SqliteFile(Path path, Durability durability) {
    this.path = path;
    this.durability = durability;
  }

  @Override
  public boolean isOpen() {
    return writing != null;
  }

  @Override
  public Content open() throws SpoolFileException {
    close();
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(path)) {
      throw new SpoolFileException(SpoolFileException.Kind.DAMAGED, path + " is no file", null);
    }
    try {
      writer = connect();
      try (Statement statement = writer.createStatement()) {
        if (Files.size(path) <= CHECKED_BYTES) {
          SqliteSchema.check(statement);
        }
        SqliteSchema.create(statement);
      }
      reader = connect();
      writing = new SqliteStatements(writer);
      reading = new SqliteStatements(reader);
      Content content = writing.content();
      asideBytes = Quarantine.bytes(path);
      usedBytes = writing.usedPages() * PAGE_BYTES;
      return content;
    } catch (SQLException e) {
      close();
      throw SqliteErrors.explain(path, e);
    } catch (IOException e) {
      close();
      throw new SpoolFileException(SpoolFileException.Kind.UNUSABLE, path + ": " + e, e);
    } catch (RuntimeException e) {
      close();
      throw SqliteErrors.damaged(path, e);
    }
  }

  @Override
  public void write(SpoolChange change) throws SpoolFileException {
    if (writing == null) {
      throw closed();
    }
    try {
      writing.write(change);
      usedBytes = writing.usedPages() * PAGE_BYTES;
    } catch (SQLException e) {
      renewStatements(e);
      throw SqliteErrors.explain(path, e);
    }
  }

  // The driver's statements do not survive every failure.
  private void renewStatements(SQLException cause) {
    SqliteErrors.closeQuietly(writing);
    try {
      writing = new SqliteStatements(writer);
    } catch (SQLException e) {
      cause.addSuppressed(e);
      close();
    }
  }

  @Override
  public List<StoredEntry> read(long from, int atMost) throws SpoolFileException {
    try {
      return reading().read(from, atMost);
    } catch (SQLException e) {
      throw SqliteErrors.explain(path, e);
    } catch (RuntimeException e) {
      throw SqliteErrors.damaged(path, e);
    }
  }

  @Override
  public List<Held> describe(long from, int atMost) throws SpoolFileException {
    if (writing == null) {
      throw closed();
    }
    try {
      return writing.describe(from, atMost);
    } catch (SQLException e) {
      throw SqliteErrors.explain(path, e);
    } catch (RuntimeException e) {
      throw SqliteErrors.damaged(path, e);
    }
  }

  @Override
  public long usedBytes() {
    return usedBytes;
  }

  @Override
  public long asideBytes() {
    return asideBytes;
  }

  @Override
  public void sync() throws SpoolFileException {
    if (durability == Durability.EVERY_BATCH || writing == null) {
      return;
    }
    try {
      // The log is one file for as long as the connection lives; synchronising it through a channel
      // of our own keeps nobody waiting who writes meanwhile. (Locks are on the other two files.)
      FileChannel channel = log;
      if (channel == null) {
        channel = FileChannel.open(logPath(), StandardOpenOption.WRITE);
        log = channel;
      }
      channel.force(false);
    } catch (IOException e) {
      throw new SpoolFileException(SpoolFileException.Kind.UNUSABLE, logPath() + ": " + e, e);
    }
  }

  @Override
  public void giveSpaceBack() throws SpoolFileException {
    if (writing == null) {
      return;
    }
    try {
      if (usedBytes <= LITTLE_USED_BYTES && Files.size(path) > LARGE_BYTES) {
        // The driver leaves statements that were run in progress, and VACUUM refuses beside them.
        writing.close();
        // Copies the little that is left; with a log that needs no second file.
        try (Statement statement = writer.createStatement()) {
          statement.executeUpdate("VACUUM");
          statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } finally {
          writing = new SqliteStatements(writer);
        }
        usedBytes = writing.usedPages() * PAGE_BYTES;
      }
    } catch (SQLException e) {
      // Not damage, whatever the driver says: it refuses, for one, while it thinks a statement
      // runs.
      throw new SpoolFileException(SpoolFileException.Kind.UNUSABLE, path + ": " + e, e);
    } catch (IOException e) {
      throw new SpoolFileException(SpoolFileException.Kind.UNUSABLE, path + ": " + e, e);
    }
  }

  @Override
  public String quarantine() throws SpoolFileException {
    close();
    try {
      return Quarantine.putAside(path);
    } catch (IOException e) {
      throw new SpoolFileException(
          SpoolFileException.Kind.UNUSABLE, "can't put %s aside: %s".formatted(path, e), e);
    }
  }

  @Override
  public void close() {
    SqliteErrors.closeQuietly(log);
    SqliteErrors.closeQuietly(reading);
    SqliteErrors.closeQuietly(writing);
    SqliteErrors.closeQuietly(reader);
    SqliteErrors.closeQuietly(writer);
    log = null;
    reading = null;
    writing = null;
    reader = null;
    writer = null;
  }

  private Connection connect() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setPageSize(PAGE_BYTES);
    config.setJournalMode(JournalMode.WAL);
    config.setJournalSizeLimit(LOG_PAGES * PAGE_BYTES);
    config.setSynchronous(
        durability == Durability.EVERY_BATCH ? SynchronousMode.FULL : SynchronousMode.NORMAL);
    config.setTempStore(TempStore.MEMORY);
    config.setBusyTimeout(BUSY_MILLIS);
    Connection connection = config.createConnection("jdbc:sqlite:" + path);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_autocheckpoint=" + LOG_PAGES);
      return connection;
    } catch (SQLException e) {
      SqliteErrors.closeQuietly(connection);
      throw e;
    }
  }

  private Path logPath() {
    return path.resolveSibling(path.getFileName() + "-wal");
  }

  // The publisher may ask while a damaged file is being replaced.
  private SqliteStatements reading() throws SpoolFileException {
    SqliteStatements statements = reading;
    if (statements == null) {
      throw closed();
    }
    return statements;
  }

  private SpoolFileException closed() {
    return new SpoolFileException(SpoolFileException.Kind.UNUSABLE, path + " is not open", null);
  }
}
