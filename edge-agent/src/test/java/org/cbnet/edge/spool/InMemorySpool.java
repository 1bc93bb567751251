package org.cbnet.edge.spool;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.DecodingException;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.ResultBatch;
import org.cbnet.schemas.record.SequenceRange;

/**
 * A {@link Spool} that lives and ends with its process, for tests of those who use one.
 *
 * <p>Entries are kept encoded: a batch takes less room than its objects, and the byte cap counts
 * what is really there.
 */
public final class InMemorySpool implements Spool {
  /** What the map, the entry and the array's header take beside the payload. */
  static final int ENTRY_OVERHEAD_BYTES = 128;

  /** Keeps a record far below the broker's limit; further ranges wait for the next one. */
  static final int MAX_RANGES = 1_000;

  private final AvroCodec<ResultBatch> batches = AvroCodec.of(ResultBatch.class);
  private final AvroCodec<EnergySample> samples = AvroCodec.of(EnergySample.class);
  private final long maxBytes;
  private final Runnable onAppend;

  // All below guarded by "this".
  private final TreeMap<Long, Stored> entries = new TreeMap<>();
  private final Ranges unannounced = new Ranges();
  private final Ranges unannouncedEnergy = new Ranges();
  private final Tally tally;
  private long bytes;
  private long heldResults;
  private long heldSamples;
  private long nextPosition;
  private long takenOut = -1;

  /**
   * @param maxBytes cap over all entries, their bookkeeping included
   * @param onAppend called after each append, outside the lock; must not block
   */
  public InMemorySpool(long bootNumber, long maxBytes, Runnable onAppend) {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes must be at least 1: " + maxBytes);
    }
    this.tally = new Tally(bootNumber);
    this.maxBytes = maxBytes;
    this.onAppend = onAppend;
  }

  @Override
  public long append(ResultBatch batch, StoreListener listener) {
    long first = appendLocked(batch);
    listener.stored();
    onAppend.run();
    return first;
  }

  @Override
  public void append(EnergySample sample) {
    appendLocked(sample);
    onAppend.run();
  }

  @Override
  public synchronized void countSkipped(int frames) {
    tally.skipped(frames);
  }

  @Override
  public synchronized Optional<SpoolEntry> next(long after) {
    Map.Entry<Long, Stored> found = entries.higherEntry(after);
    if (found == null) {
      return Optional.empty();
    }
    takenOut = Math.max(takenOut, found.getKey());
    return Optional.of(decode(found.getKey(), found.getValue()));
  }

  @Override
  public synchronized void acknowledge(long through) {
    if (through > takenOut) {
      throw new IllegalArgumentException(
          "through must be at most %d, the last entry taken out: %d".formatted(takenOut, through));
    }
    while (!entries.isEmpty() && entries.firstKey() <= through) {
      Stored entry = remove(entries.firstKey());
      tally.acknowledged(entry.results());
    }
  }

  @Override
  public synchronized void discard(long position) {
    if (entries.containsKey(position)) {
      drop(position);
    }
  }

  @Override
  public void forget(String installId, long bootNumber) {
    // There is one boot.
  }

  @Override
  public void endWaiting() {
    // Nobody waits.
  }

  @Override
  public synchronized SpoolStatus status() {
    return new SpoolStatus(
        List.of(tally.counters(heldResults, heldSamples)),
        entries.size(),
        bytes,
        false,
        Optional.empty());
  }

  @Override
  public void close() {
    // Nothing outlives the process, and nothing is held that outlives the object.
  }

  private synchronized long appendLocked(ResultBatch batch) {
    if (batch.getResults().isEmpty()) {
      throw new IllegalArgumentException("a batch must hold at least one result");
    }
    List<SequenceRange> announced = announce(unannounced);
    long first = tally.nextSequence();
    batch.setFirstSequence(first);
    batch.setDroppedRanges(announced);
    int results = batch.getResults().size();
    store(new Stored(batches.encode(batch), first, results, announced));
    tally.appended(batch.getResults());
    makeRoom();
    return first;
  }

  private synchronized void appendLocked(EnergySample sample) {
    List<SequenceRange> announced = announce(unannouncedEnergy);
    long sequence = tally.nextEnergySequence();
    sample.setSequence(sequence);
    sample.setDroppedRanges(announced);
    store(new Stored(samples.encode(sample), sequence, 0, announced));
    tally.appendedEnergy();
    makeRoom();
  }

  private void store(Stored entry) {
    entries.put(nextPosition++, entry);
    hold(entry, 1);
  }

  private Stored remove(long position) {
    Stored entry = entries.remove(position);
    hold(entry, -1);
    return entry;
  }

  // Counted from what is really there, so that the law in the counters checks something.
  private void hold(Stored entry, int sign) {
    bytes += sign * entry.bytes();
    heldResults += (long) sign * entry.results();
    heldSamples += entry.results() == 0 ? sign : 0;
  }

  private void makeRoom() {
    long newest = nextPosition - 1;
    while (bytes > maxBytes) {
      Long oldest = entries.higherKey(takenOut);
      if (oldest == null || oldest == newest) {
        return;
      }
      drop(oldest);
    }
  }

  private void drop(long position) {
    Stored entry = remove(position);
    tally.dropped(entry.results());
    Ranges ofItsKind = entry.results() > 0 ? unannounced : unannouncedEnergy;
    entry.announced().forEach(range -> ofItsKind.add(range.getFirst(), range.getLast()));
    ofItsKind.add(entry.firstSequence(), entry.lastSequence());
  }

  private static List<SequenceRange> announce(Ranges lost) {
    return lost.take(MAX_RANGES).stream()
        .map(range -> new SequenceRange(null, range.first(), range.last()))
        .toList();
  }

  private SpoolEntry decode(long position, Stored entry) {
    try {
      return entry.results() > 0
          ? new SpoolEntry.Results(position, batches.decode(entry.payload()))
          : new SpoolEntry.Energy(position, samples.decode(entry.payload()));
    } catch (DecodingException e) {
      return new SpoolEntry.Unreadable(position, e);
    }
  }

  /** An entry as it is kept; an energy sample has no results. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
  private record Stored(
      byte[] payload, long firstSequence, int results, List<SequenceRange> announced) {
    private long bytes() {
      return (long) payload.length + ENTRY_OVERHEAD_BYTES;
    }

    private long lastSequence() {
      return firstSequence + Math.max(1, results) - 1;
    }
  }
}
