package org.cbnet.cloud.query;

import java.time.Instant;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;

/**
 * A single result of a device.
 *
 * @param received when it was appended, ISO 8601
 * @param installId installation
 * @param bootNumber boot within it
 * @param sequence number within the boot
 * @param frameId frame
 * @param strategy by name
 * @param modelHash bundle
 * @param outcome classified or failed
 * @param failureReason null where classified
 * @param predictedLabel null where failed
 * @param trueLabel null in the field
 * @param confidence of the predicted label, 0..1
 * @param exit that answered
 * @param totalMicros decoded pixels to label; null where unknown
 * @param fellBack whether it was answered locally in place of the cloud
 */
public record Frame(
    String received,
    String installId,
    long bootNumber,
    long sequence,
    String frameId,
    String strategy,
    String modelHash,
    String outcome,
    String failureReason,
    Integer predictedLabel,
    Integer trueLabel,
    Float confidence,
    String exit,
    Double totalMicros,
    boolean fellBack) {
  private static final double NANOS_PER_MICRO = 1e3;

  /** The result at an index of a batch. */
  public static Frame of(ResultBatch batch, int index, long appendMillis) {
    Result result = batch.getResults().get(index);
    return new Frame(
        Instant.ofEpochMilli(appendMillis).toString(),
        batch.getInstallId(),
        batch.getBootNumber(),
        batch.getFirstSequence() + index,
        result.getFrameId(),
        batch.getStrategy(),
        batch.getModelHash(),
        result.getOutcome(),
        result.getFailureReason(),
        result.getPredictedLabel(),
        result.getTrueLabel(),
        result.getConfidence(),
        result.getExit(),
        result.getTotalNanos() == null ? null : result.getTotalNanos() / NANOS_PER_MICRO,
        result.getFellBack());
  }
}
