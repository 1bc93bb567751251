package org.cbnet.edge.spool;

import java.util.List;

/**
 * Where a spool's content outlives the process.
 *
 * <p>{@link #read} and {@link #describe} may be called while another thread writes; all else by one
 * thread at a time.
 */
interface SpoolFile extends AutoCloseable {

  /**
   * Opens it, making it where it is missing, and answers what it holds.
   *
   * @throws SpoolFileException of kind DAMAGED where the content is not consistent
   */
  Content open() throws SpoolFileException;

  /** Whether it is open; a failure may have closed it. */
  boolean isOpen();

  /** Writes a change as one transaction; on return it is as durable as was configured. */
  void write(SpoolChange change) throws SpoolFileException;

  /** Entries from a position on, oldest first. */
  List<StoredEntry> read(long from, int atMost) throws SpoolFileException;

  /** The same without their payload. */
  List<Held> describe(long from, int atMost) throws SpoolFileException;

  /** Bytes of the pages that hold something, as of the last {@link #open} or {@link #write}. */
  long usedBytes();

  /** Bytes of a damaged file that was put aside. */
  long asideBytes();

  /** Makes what was written survive a power cut. */
  void sync() throws SpoolFileException;

  /** Gives space that is not used any more back to the disk, where that is worth the while. */
  void giveSpaceBack() throws SpoolFileException;

  /** Puts the file aside, where somebody may look at it; answers its name there. */
  String quarantine() throws SpoolFileException;

  @Override
  void close();

  /** What a file holds when it is opened. */
  record Content(
      List<LedgerRow> ledgers, List<Held> entries, List<SpoolChange.Unannounced> unannounced) {
    /** Of a file that was just made. */
    static final Content NOTHING = new Content(List.of(), List.of(), List.of());

    public Content {
      ledgers = List.copyOf(ledgers);
      entries = List.copyOf(entries);
      unannounced = List.copyOf(unannounced);
    }
  }
}
