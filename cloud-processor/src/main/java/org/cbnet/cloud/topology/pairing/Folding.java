package org.cbnet.cloud.topology.pairing;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.cbnet.cloud.pairing.Arm;
import org.cbnet.cloud.pairing.Bucket;
import org.cbnet.cloud.pairing.BucketKey;
import org.cbnet.cloud.pairing.Cohort;
import org.cbnet.cloud.pairing.CohortKey;
import org.cbnet.cloud.pairing.CohortRow;
import org.cbnet.cloud.pairing.DueKey;
import org.cbnet.cloud.pairing.FrameNumber;
import org.cbnet.cloud.pairing.OutcomeBlocks;
import org.cbnet.cloud.pairing.PairKey;
import org.cbnet.cloud.pairing.PairRow;
import org.cbnet.cloud.pairing.PairingCounter;
import org.cbnet.cloud.pairing.PairingCounts;
import org.cbnet.cloud.pairing.Slot;
import org.cbnet.cloud.state.OutcomeBlock;

/** Puts the outcomes of one block into slots, and those that are complete into pairs' rows. */
final class Folding {
  private final PairingTask task;
  private final OutcomeBlock block;
  private final long minute;
  private final Cohort cohort;
  private final CohortKey cohortKey;
  private final CohortRow row;
  private final PairingCounts counts;
  private final int arm;
  // The arms of a pair, by their places, to its row: every frame of a block has the same.
  private final Map<Integer, PairRow> pairs = new HashMap<>();
  private long bucketNumber;
  private BucketKey bucketKey;
  private Bucket bucket;

  /**
   * @param minute of the partition's clock
   */
  Folding(PairingTask task, OutcomeBlock block, long minute, long appendMillis) {
    this.task = task;
    this.block = block;
    this.minute = minute;
    this.cohort = Cohort.of(block);
    this.cohortKey = new CohortKey(cohort, task.partition());
    this.row = Optional.ofNullable(task.cohorts().get(cohortKey)).orElseGet(CohortRow::empty);
    this.counts = row.counts();
    row.touch(block.getArms(), appendMillis);
    this.arm = row.place(new Arm(block.getStrategy(), block.getModelHash(), block.getConfigHash()));
  }

  void run() {
    OutcomeBlocks.each(block, this::take);
    keepBucket();
    counts.add(PairingCounter.READ, block.getCount());
    task.cohorts().put(cohortKey, row);
    pairs.forEach((places, pair) -> task.pairs().put(pairKey(places), pair));
  }

  private void take(long number, long outcome) {
    if (arm < 0) {
      counts.add(PairingCounter.UNEXPECTED, 1);
      return;
    }
    Bucket of = bucketOf(number);
    int place = FrameNumber.place(number);
    switch (of.add(place, arm, outcome, row.declaredArms(), minute)) {
      case OPENED -> {
        counts.add(PairingCounter.OPEN_FRAMES, 1);
        counts.add(PairingCounter.OPEN, 1);
        if (of.isNewlyDue(minute)) {
          task.dues().put(new DueKey(minute, bucketKey), 1);
        }
      }
      case WAITS -> counts.add(PairingCounter.OPEN, 1);
      case COMPLETED -> fold(of.take(place));
      case REPEATED -> counts.add(PairingCounter.REPEATED, 1);
      case UNEXPECTED -> counts.add(PairingCounter.UNEXPECTED, 1);
      case UNPAIRED -> counts.add(PairingCounter.UNPAIRED, 1);
    }
  }

  private void fold(Slot slot) {
    counts.add(PairingCounter.OPEN_FRAMES, -1);
    counts.add(PairingCounter.OPEN, 1 - slot.size());
    counts.add(PairingCounter.FRAMES, 1);
    counts.add(PairingCounter.FOLDED, slot.size());
    counts.add(PairingCounter.PAIRS, slot.size() * (slot.size() - 1) / 2);
    for (int i = 0; i < slot.size(); i++) {
      for (int j = i + 1; j < slot.size(); j++) {
        boolean inOrder = row.arm(slot.arm(i)).compareTo(row.arm(slot.arm(j))) < 0;
        int first = inOrder ? i : j;
        int second = inOrder ? j : i;
        pair(slot.arm(first), slot.arm(second)).add(slot.outcome(first), slot.outcome(second));
      }
    }
  }

  private PairRow pair(int first, int second) {
    return pairs.computeIfAbsent(
        first * CohortRow.MAX_ARMS + second,
        places -> Optional.ofNullable(task.pairs().get(pairKey(places))).orElseGet(PairRow::empty));
  }

  private PairKey pairKey(int places) {
    return new PairKey(
        cohort,
        row.arm(places / CohortRow.MAX_ARMS),
        row.arm(places % CohortRow.MAX_ARMS),
        task.partition());
  }

  private Bucket bucketOf(long number) {
    long wanted = FrameNumber.bucket(number);
    if (bucket == null || wanted != bucketNumber) {
      keepBucket();
      bucketNumber = wanted;
      bucketKey = new BucketKey(cohort, block.getRound(), block.getPrefix(), wanted);
      bucket = Optional.ofNullable(task.buckets().get(bucketKey)).orElseGet(Bucket::empty);
    }
    return bucket;
  }

  private void keepBucket() {
    if (bucket != null) {
      task.buckets().put(bucketKey, bucket);
    }
  }
}
