package org.cbnet.edge.spool;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.cbnet.edge.clock.ClockSync;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.DecodingException;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.ResultBatch;
import org.cbnet.schemas.record.SequenceRange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link Spool} that outlives its process.
 *
 * <ol>
 *   <li>Appending never touches the disk: an entry is pending until {@link SpoolKeeper} has written
 *       it, with every other that is and with the counters, in one transaction.
 *   <li>Only what is written is handed out, and told to be stored. Where the disk fails, entries
 *       are handed out from memory, and nobody is told: their numbers can't be used twice, because
 *       the boot number is on disk since the start.
 *   <li>Where the disk is slow, appending waits for it, for five seconds at most; then new batches
 *       are given up, counted and announced, until it has caught up.
 *   <li>Acknowledgements are written with the next transaction. What a crash takes of them is sent
 *       again, and recognised by the cloud.
 * </ol>
 */
public final class DiskSpool implements Spool {
  /** What a row takes beside its payload. */
  static final int ENTRY_OVERHEAD_BYTES = 64;

  private static final Logger LOG = LoggerFactory.getLogger(DiskSpool.class);
  private static final int READ_AT_ONCE = 64;
  private static final long GOODBYE_MILLIS = 10_000;

  private final AvroCodec<ResultBatch> batches = AvroCodec.of(ResultBatch.class);
  private final AvroCodec<EnergySample> samples = AvroCodec.of(EnergySample.class);
  private final SpoolFile file;
  // Guarded by "state".
  private final SpoolGate gate;
  private final EdgeClock clock;
  private final ClockSync sync;
  private final SpoolKeeper keeper;
  private final Thread keeping;
  private final SpoolState state;

  DiskSpool(
      SpoolFile file,
      SpoolState state,
      SpoolGate gate,
      SpoolKeeper keeper,
      EdgeClock clock,
      ClockSync sync) {
    this.file = file;
    this.state = state;
    this.gate = gate;
    this.keeper = keeper;
    this.clock = clock;
    this.sync = sync;
    this.keeping = new Thread(keeper, "spool");
  }

  /** Begins to write; until then everything is pending. */
  DiskSpool start() {
    keeping.start();
    return this;
  }

  SpoolKeeper keeper() {
    return keeper;
  }

  @Override
  public long append(ResultBatch batch, StoreListener listener) {
    if (batch.getResults().isEmpty()) {
      throw new IllegalArgumentException("a batch must hold at least one result");
    }
    long first;
    Optional<String> refusal;
    synchronized (state) {
      refusal = gate.awaitRoom();
      Ledger ledger = state.ledgers().current();
      first = ledger.nextSequence();
      ledger.made(batch.getResults());
      int count = batch.getResults().size();
      if (refusal.isPresent()) {
        state.ledgers().refuse(false, first, first + count - 1);
      } else {
        List<SequenceRange> announced = state.ledgers().announce(false);
        batch.setFirstSequence(first);
        batch.setDroppedRanges(announced);
        refusal = state.trouble();
        add(batches.encode(batch), first, count, announced, listener, refusal.isPresent());
      }
    }
    refusal.ifPresent(listener::lost);
    return first;
  }

  @Override
  public void append(EnergySample sample) {
    synchronized (state) {
      boolean refused = gate.awaitRoom().isPresent();
      Ledger ledger = state.ledgers().current();
      long sequence = ledger.nextEnergySequence();
      ledger.madeEnergy();
      if (refused) {
        state.ledgers().refuse(true, sequence, sequence);
        return;
      }
      List<SequenceRange> announced = state.ledgers().announce(true);
      sample.setSequence(sequence);
      sample.setDroppedRanges(announced);
      add(samples.encode(sample), sequence, 0, announced, StoreListener.NONE, true);
    }
  }

  @Override
  public void countSkipped(int frames) {
    synchronized (state) {
      state.ledgers().current().skipped(frames);
    }
  }

  @Override
  public Optional<SpoolEntry> next(long after) {
    OptionalLong position;
    StoredEntry entry;
    synchronized (state) {
      position = state.takeOut(after);
      if (position.isEmpty()) {
        return Optional.empty();
      }
      entry = state.find(position.getAsLong());
    }
    try {
      StoredEntry found = entry == null ? read(position.getAsLong()) : entry;
      synchronized (state) {
        state.noteOut(found.held());
      }
      return Optional.of(decode(found));
    } catch (SpoolFileException e) {
      keeper.suspect(e);
      return Optional.empty();
    }
  }

  @Override
  public void acknowledge(long through) {
    synchronized (state) {
      if (through > state.takenOut()) {
        throw new IllegalArgumentException(
            "through must be at most %d, the last entry taken out: %d"
                .formatted(state.takenOut(), through));
      }
      state.acknowledge(through);
      state.notifyAll();
    }
  }

  @Override
  public void discard(long position) {
    synchronized (state) {
      state.discard(position);
    }
  }

  @Override
  public void forget(String installId, long bootNumber) {
    synchronized (state) {
      state.ledgers().forget(installId, bootNumber);
    }
  }

  @Override
  public SpoolStatus status() {
    synchronized (state) {
      return new SpoolStatus(
          state.ledgers().counters(),
          state.entries(),
          state.bytes(),
          gate.holds(),
          state.trouble());
    }
  }

  /** Nobody waits for room any more: what still comes is stored whatever the policy says. */
  @Override
  public void endWaiting() {
    synchronized (state) {
      gate.endWaiting();
    }
  }

  @Override
  public void close() {
    endWaiting();
    keeper.stop();
    boolean interrupted = Thread.interrupted();
    try {
      keeping.join(GOODBYE_MILLIS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (keeping.isAlive()) {
      // The disk hangs; the file is left as a crash would leave it.
      LOG.atError().log("the spool's disk does not answer");
    } else {
      keeper.finish();
      file.close();
    }
    List<StoreListener> unanswered;
    synchronized (state) {
      unanswered = state.waiters().takeAll();
    }
    unanswered.forEach(listener -> listener.lost("the agent ends"));
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void add(
      byte[] payload,
      long first,
      int results,
      List<SequenceRange> announced,
      StoreListener listener,
      boolean nobodyWaits) {
    Held held =
        new Held(
            state.nextPosition(),
            state.ledgers().current().id(),
            first,
            results,
            (long) payload.length + ENTRY_OVERHEAD_BYTES,
            announced,
            sync.synced() ? OptionalLong.of(clock.wallMicros()) : OptionalLong.empty(),
            clock.monotonicNanos());
    state.add(new StoredEntry(held, payload), nobodyWaits ? StoreListener.NONE : listener);
    state.notifyAll();
  }

  private StoredEntry read(long position) throws SpoolFileException {
    List<StoredEntry> found = file.read(position, READ_AT_ONCE);
    if (found.isEmpty() || found.get(0).position() != position) {
      throw SpoolFileException.missing(position);
    }
    synchronized (state) {
      state.cache(found);
    }
    return found.get(0);
  }

  private SpoolEntry decode(StoredEntry entry) {
    long position = entry.position();
    try {
      return entry.held().isEnergy()
          ? new SpoolEntry.Energy(position, samples.decode(entry.payload()))
          : new SpoolEntry.Results(position, batches.decode(entry.payload()));
    } catch (DecodingException e) {
      return new SpoolEntry.Unreadable(position, e);
    }
  }
}
