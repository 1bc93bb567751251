package org.cbnet.edge.spool;

import java.util.List;
import org.cbnet.schemas.WireNames;
import org.cbnet.schemas.record.Result;

/** The counters of one boot while they are counted; guarded by its spool. */
final class Tally {
  private final long bootNumber;
  private long captured;
  private long skipped;
  private long classified;
  private long failed;
  private long acknowledged;
  private long dropped;
  private long energySamples;
  private long energyAcknowledged;
  private long energyDropped;

  Tally(long bootNumber) {
    this.bootNumber = bootNumber;
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
  }

  void appended(List<Result> results) {
    captured += results.size();
    for (Result result : results) {
      if (result.getOutcome().equals(WireNames.CLASSIFIED)) {
        classified++;
      } else {
        failed++;
      }
    }
  }

  void appendedEnergy() {
    energySamples++;
  }

  /** One entry left for the broker; without results it was an energy sample. */
  void acknowledged(int results) {
    acknowledged += results;
    energyAcknowledged += results == 0 ? 1 : 0;
  }

  /** One entry was given up; without results it was an energy sample. */
  void dropped(int results) {
    dropped += results;
    energyDropped += results == 0 ? 1 : 0;
  }

  /**
   * @param spooled results that are held
   * @param energySpooled samples that are held
   */
  SpoolCounters counters(long spooled, long energySpooled) {
    return new SpoolCounters(
        "install-1",
        bootNumber,
        captured,
        skipped,
        classified,
        failed,
        acknowledged,
        spooled,
        dropped,
        energySamples,
        energyAcknowledged,
        energySpooled,
        energyDropped);
  }
}
