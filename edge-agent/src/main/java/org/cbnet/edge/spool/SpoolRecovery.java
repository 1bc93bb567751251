package org.cbnet.edge.spool;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ways on where a spool's file can't be written. Used by the spool's thread. */
final class SpoolRecovery {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolRecovery.class);

  private final SpoolState state;
  private final SpoolFile file;
  private final SpoolRoom room;
  private final Ballast ballast;
  private boolean opened;
  private boolean shortOfRoom;

  /**
   * @param opened whether the file is open and its content in the state
   */
  SpoolRecovery(SpoolState state, SpoolFile file, SpoolRoom room, Ballast ballast, boolean opened) {
    this.state = state;
    this.file = file;
    this.room = room;
    this.ballast = ballast;
    this.opened = opened;
  }

  /** Opens the file where it is not, and takes over what it holds. */
  void open() throws SpoolFileException {
    if (opened) {
      if (!file.isOpen()) {
        // What it holds is known: only this process writes to it.
        file.open();
      }
      return;
    }
    SpoolFile.Content content = file.open();
    try {
      synchronized (state) {
        state.merge(content);
      }
    } catch (IllegalStateException e) {
      throw new SpoolFileException(SpoolFileException.Kind.DAMAGED, e.getMessage(), e);
    }
    opened = true;
  }

  /** Does what can be done; false where trying again makes no sense now. */
  boolean remedy(SpoolFileException e) {
    return switch (e.kind()) {
      case FULL -> onFullDisk();
      case DAMAGED -> replace(e);
      case UNUSABLE -> false;
    };
  }

  /** Takes room in reserve where the disk has plenty. */
  void restoreBallast() {
    if (ballast.restore()) {
      room.grow();
      shortOfRoom = false;
    }
  }

  // The first ballast suffices where acknowledgements make room.
  private boolean onFullDisk() {
    boolean released = ballast.release();
    if (released && !shortOfRoom) {
      shortOfRoom = true;
      LOG.atWarn().log("the disk is full; the spool lives on what it has");
      return true;
    }
    return room.shrink() || released;
  }

  private boolean replace(SpoolFileException cause) {
    try {
      String aside = file.quarantine();
      opened = false;
      long lost;
      synchronized (state) {
        lost = state.loseFile();
      }
      LOG.atError()
          .addKeyValue("file", aside)
          .addKeyValue("reason", cause.getMessage())
          .addKeyValue("count", lost)
          .log("the spool's file is damaged and put aside; its results are counted as dropped");
      return true;
    } catch (SpoolFileException e) {
      return false;
    }
  }
}
