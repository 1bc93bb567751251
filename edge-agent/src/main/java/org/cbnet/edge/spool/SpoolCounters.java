package org.cbnet.edge.spool;

/**
 * Counters of one boot, taken at one moment. The laws hold in every instance:
 *
 * <pre>
 * captured            = skipped + classified + failed
 * classified + failed = acknowledged + spooled + dropped
 * energySamples       = energyAcknowledged + energySpooled + energyDropped
 * </pre>
 *
 * <p>{@code captured} is counted with what became of the frames, when their batch is appended, and
 * not when the source hands them out: counters change in the step that stores the batch, so that
 * they and the entries can't disagree whenever the process ends. The price is that frames of the
 * open batch are in no counter yet; a crash loses them (at most {@code batch.linger}) uncounted.
 * The first law therefore guards the counting, not the loop.
 *
 * @param installId of the boot
 * @param bootNumber whose counters these are
 * @param captured frames taken from the source whose batch is appended, and those skipped
 * @param skipped frames that could not be read
 * @param classified frames with a label
 * @param failed frames without one
 * @param acknowledged results that the broker has acknowledged
 * @param spooled results that wait
 * @param dropped results given up
 * @param energySamples samples made
 * @param energyAcknowledged samples that the broker has acknowledged
 * @param energySpooled samples that wait
 * @param energyDropped samples given up
 */
public record SpoolCounters(
    String installId,
    long bootNumber,
    long captured,
    long skipped,
    long classified,
    long failed,
    long acknowledged,
    long spooled,
    long dropped,
    long energySamples,
    long energyAcknowledged,
    long energySpooled,
    long energyDropped) {

  public SpoolCounters {
    check(captured, skipped + classified + failed, "captured = skipped + classified + failed");
    check(
        classified + failed,
        acknowledged + spooled + dropped,
        "classified + failed = acknowledged + spooled + dropped");
    check(
        energySamples,
        energyAcknowledged + energySpooled + energyDropped,
        "energySamples = energyAcknowledged + energySpooled + energyDropped");
  }

  /** Whether the broker has, or nobody will ever have, all that was made. */
  public boolean drained() {
    return spooled == 0 && energySpooled == 0;
  }

  private static void check(long left, long right, String law) {
    if (left != right) {
      throw new IllegalStateException("%s is broken: %d, %d".formatted(law, left, right));
    }
  }
}
