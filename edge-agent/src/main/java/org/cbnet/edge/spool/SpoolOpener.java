package org.cbnet.edge.spool;

import java.nio.file.Path;
import java.time.Duration;
import org.cbnet.edge.clock.ClockSync;
import org.cbnet.edge.clock.EdgeClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the spool of a state directory, whatever it finds there: a damaged file is put aside, and
 * where none can be opened the spool begins in memory and goes on trying.
 */
public final class SpoolOpener {
  /** The database; its log and what is put aside lie beside it. */
  public static final String FILE = "spool.db";

  private static final Logger LOG = LoggerFactory.getLogger(SpoolOpener.class);

  private final Path folder;
  private final SpoolLimits limits;
  private final Durability durability;
  private final Duration syncInterval;

  /**
   * @param syncInterval what a power cut may take under {@link Durability#INTERVAL}
   */
  public SpoolOpener(
      Path folder, SpoolLimits limits, Durability durability, Duration syncInterval) {
    this.folder = folder;
    this.limits = limits;
    this.durability = durability;
    this.syncInterval = syncInterval;
  }

  /** Makes a little room on a full disk; false where none is left to make. */
  public static boolean releaseBallast(Path folder) {
    return new Ballast(folder).release();
  }

  /**
   * Opens it for one boot; the answer writes until it is closed.
   *
   * @param onStored called after each transaction, on the spool's thread; must not block
   */
  public Spool open(BootKey boot, EdgeClock clock, ClockSync sync, Runnable onStored) {
    SpoolFile file = new SqliteFile(folder.resolve(FILE), durability);
    return open(file, boot, clock, sync, onStored).start();
  }

  DiskSpool open(SpoolFile file, BootKey boot, EdgeClock clock, ClockSync sync, Runnable onStored) {
    Ballast ballast = new Ballast(folder);
    SpoolState state = null;
    try {
      state = read(file, ballast, boot);
    } catch (SpoolFileException e) {
      LOG.atError()
          .addKeyValue("reason", e.getMessage())
          .log("the spool's file can't be opened; results wait in memory until it can");
    }
    boolean opened = state != null;
    if (!opened) {
      state = new SpoolState(SpoolFile.Content.NOTHING, boot);
    }
    SpoolRoom room = new SpoolRoom(state, file, limits, clock, sync, boot.osBootId());
    SpoolRecovery recovery = new SpoolRecovery(state, file, room, ballast, opened);
    SpoolKeeper keeper =
        new SpoolKeeper(state, file, room, recovery, clock, syncInterval.toNanos(), onStored);
    SpoolGate gate = new SpoolGate(state, room, limits.whenFull());
    return new DiskSpool(file, state, gate, keeper, clock, sync);
  }

  private static SpoolState read(SpoolFile file, Ballast ballast, BootKey boot)
      throws SpoolFileException {
    try {
      return stateOf(file, boot);
    } catch (SpoolFileException e) {
      if (e.kind() == SpoolFileException.Kind.DAMAGED) {
        String aside = file.quarantine();
        LOG.atError()
            .addKeyValue("file", aside)
            .addKeyValue("reason", e.getMessage())
            .log("the spool's file is damaged and put aside; a new one begins");
        return stateOf(file, boot);
      }
      if (!ballast.release()) {
        throw e;
      }
      return read(file, ballast, boot);
    }
  }

  private static SpoolState stateOf(SpoolFile file, BootKey boot) throws SpoolFileException {
    SpoolFile.Content content = file.open();
    try {
      return new SpoolState(content, boot);
    } catch (IllegalStateException e) {
      throw new SpoolFileException(SpoolFileException.Kind.DAMAGED, e.getMessage(), e);
    }
  }
}
