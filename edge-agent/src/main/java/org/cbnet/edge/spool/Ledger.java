package org.cbnet.edge.spool;

import java.util.List;
import org.cbnet.schemas.WireNames;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.SequenceRange;

/**
 * The counters of one boot while they are counted, with the sequence numbers that are held and
 * those whose loss is not announced yet. Used under its spool's lock.
 */
final class Ledger {
  private final long id;
  private final BootKey boot;
  private final Numbers results;
  private final Numbers energy;
  private long captured;
  private long skipped;
  private long classified;
  private long failed;
  private long energySamples;
  private boolean changed = true;

  Ledger(long id, BootKey boot) {
    this(new LedgerRow(id, boot, 0, 0, 0, 0, 0, 0, 0, 0, 0));
  }

  /** As it was stored; what is held is told by {@link #found}. */
  Ledger(LedgerRow row) {
    this.id = row.id();
    this.boot = row.boot();
    this.captured = row.captured();
    this.skipped = row.skipped();
    this.classified = row.classified();
    this.failed = row.failed();
    this.energySamples = row.energySamples();
    this.results = new Numbers(row.acknowledged(), row.dropped());
    this.energy = new Numbers(row.energyAcknowledged(), row.energyDropped());
    this.changed = false;
  }

  long id() {
    return id;
  }

  BootKey boot() {
    return boot;
  }

  /** Sequence number of the next result: as many as there are results. */
  long nextSequence() {
    return classified + failed;
  }

  long nextEnergySequence() {
    return energySamples;
  }

  void skipped(int frames) {
    captured += frames;
    skipped += frames;
    changed = true;
  }

  /** Counts results that get the next sequence numbers; nothing holds them yet. */
  void made(List<Result> made) {
    captured += made.size();
    for (Result result : made) {
      if (result.getOutcome().equals(WireNames.CLASSIFIED)) {
        classified++;
      } else {
        failed++;
      }
    }
    changed = true;
  }

  /** Counts an energy sample that gets the next number of its kind. */
  void madeEnergy() {
    energySamples++;
    changed = true;
  }

  void hold(Held entry) {
    of(entry).held.add(entry.first(), entry.last());
    changed = true;
  }

  /**
   * What the file holds, found when it was opened.
   *
   * @throws IllegalStateException where this boot never made it
   */
  void found(Held entry) {
    if (entry.last() >= (entry.isEnergy() ? energySamples : nextSequence())) {
      throw new IllegalStateException("number %d was never given".formatted(entry.last()));
    }
    of(entry).held.add(entry.first(), entry.last());
  }

  /** Gives up numbers that were never held. */
  void refused(boolean energyNumbers, long first, long last) {
    (energyNumbers ? energy : results).refuse(first, last);
    changed = true;
  }

  void acknowledged(Held entry) {
    of(entry).acknowledge(entry.first(), entry.last());
    changed = true;
  }

  void dropped(Held entry) {
    of(entry).drop(entry.first(), entry.last());
    changed = true;
  }

  /** Gives up everything that is held but for these entries. */
  void loseAllBut(List<Held> survivors) {
    results.loseAll();
    energy.loseAll();
    survivors.forEach(entry -> of(entry).recover(entry.first(), entry.last()));
    changed = true;
  }

  /** Numbers whose announcement did not leave, and must be made again. */
  void announceAgain(boolean energyNumbers, SequenceRange range) {
    (energyNumbers ? energy : results).unannounced.add(range.getFirst(), range.getLast());
    changed = true;
  }

  Ranges unannounced(boolean energyNumbers) {
    return (energyNumbers ? energy : results).unannounced;
  }

  boolean hasUnannounced() {
    return !results.unannounced.isEmpty() || !energy.unannounced.isEmpty();
  }

  boolean drained() {
    return results.held.isEmpty() && energy.held.isEmpty();
  }

  /** Whether it changed since the last {@link #noteWritten}. */
  boolean changed() {
    return changed;
  }

  void noteWritten() {
    changed = false;
  }

  void noteChanged() {
    changed = true;
  }

  /**
   * Checks what is held against the counters.
   *
   * @throws IllegalStateException where a law is broken
   */
  SpoolCounters counters() {
    return new SpoolCounters(
        boot.installId(),
        boot.bootNumber(),
        captured,
        skipped,
        classified,
        failed,
        results.acknowledged,
        results.held.count(),
        results.dropped,
        energySamples,
        energy.acknowledged,
        energy.held.count(),
        energy.dropped);
  }

  LedgerRow row() {
    return new LedgerRow(
        id,
        boot,
        captured,
        skipped,
        classified,
        failed,
        results.acknowledged,
        results.dropped,
        energySamples,
        energy.acknowledged,
        energy.dropped);
  }

  private Numbers of(Held entry) {
    return entry.isEnergy() ? energy : results;
  }

  /** One kind of sequence numbers. */
  private static final class Numbers {
    private final Ranges held = new Ranges();
    private final Ranges unannounced = new Ranges();
    private long acknowledged;
    private long dropped;

    private Numbers(long acknowledged, long dropped) {
      this.acknowledged = acknowledged;
      this.dropped = dropped;
    }

    private void refuse(long first, long last) {
      dropped += last - first + 1;
      unannounced.add(first, last);
    }

    private void acknowledge(long first, long last) {
      held.remove(first, last);
      acknowledged += last - first + 1;
    }

    private void drop(long first, long last) {
      held.remove(first, last);
      dropped += last - first + 1;
      unannounced.add(first, last);
    }

    private void loseAll() {
      dropped += held.count();
      held.list().forEach(unannounced::add);
      held.clear();
    }

    private void recover(long first, long last) {
      unannounced.remove(first, last);
      held.add(first, last);
      dropped -= last - first + 1;
    }
  }
}
