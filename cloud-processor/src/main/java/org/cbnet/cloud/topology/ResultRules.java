package org.cbnet.cloud.topology;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.cbnet.cloud.stats.Stage;
import org.cbnet.cloud.topology.Refusal.Reason;
import org.cbnet.schemas.WireNames;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;

/** What a batch of results must be like to be counted. */
final class ResultRules {
  static final int MAX_RESULTS = 10_000;
  static final int MAX_CLASS_INDEX = 999;
  static final long MAX_SEQUENCE = 1L << 60;

  private static final Stage[] STAGES = Stage.values();
  private static final int MAX_FRAME_ID = 128;
  private static final int MAX_NAME = 64;
  // A number, a colon and the names of a network's own tensors: no id, and as long as a request's.
  private static final int MAX_CUT = 256;
  private static final long MAX_STAGE_NANOS = TimeUnit.HOURS.toNanos(1);
  private static final long MAX_BYTES = 1L << 30;
  private static final int MIN_ARMS = 2;
  private static final int MAX_ARMS = 16;

  private ResultRules() {}

  /** What the results must have so that they can be told from others and remembered. */
  static Optional<Refusal> identity(ResultBatch batch, Arrival arrival) {
    int size = batch.getResults().size();
    Rules rules =
        new Rules()
            .key(arrival, batch.getDeviceId())
            .id("deviceId", batch.getDeviceId())
            .id("installId", batch.getInstallId())
            .range(Reason.SEQUENCE, "bootNumber", batch.getBootNumber(), MAX_SEQUENCE)
            .range(Reason.SEQUENCE, "firstSequence", batch.getFirstSequence(), MAX_SEQUENCE)
            .that(
                size > 0 && size <= MAX_RESULTS,
                Reason.BATCH_SIZE,
                "a batch must have 1 to %d results, has %d",
                MAX_RESULTS,
                size);
    return rules
        .dropped(
            batch.getDroppedRanges(),
            batch.getBootNumber(),
            batch.getFirstSequence(),
            batch.getFirstSequence() + size - 1)
        .refusal();
  }

  /** What else a batch must be like to be counted. */
  static Optional<Refusal> content(ResultBatch batch) {
    Rules rules =
        new Rules()
            .text("osBootId", batch.getOsBootId(), MAX_NAME)
            .id("site", batch.getSite())
            .board("board", batch.getBoard())
            .text("agentVersion", batch.getAgentVersion(), MAX_NAME)
            .id("modelHash", batch.getModelHash())
            .strategy(batch.getStrategy())
            .id("configHash", batch.getConfigHash())
            .idOrNull("runId", batch.getRunId())
            .range(Reason.NUMBER, "round", batch.getRound(), Integer.MAX_VALUE)
            .idOrNull("dataset", batch.getDataset())
            .idOrNull("linkProfile", batch.getLinkProfile())
            .textOrNull("sentOsBootId", batch.getSentOsBootId(), MAX_NAME)
            .clock("sentWallMicros", batch.getSentWallMicros())
            .clock("sentMonotonicNanos", batch.getSentMonotonicNanos());
    if (batch.getPairedArms() != null) {
      int arms = batch.getPairedArms();
      rules.that(
          arms >= MIN_ARMS && arms <= MAX_ARMS,
          Reason.NUMBER,
          "pairedArms must be in [%d, %d]: %d",
          MIN_ARMS,
          MAX_ARMS,
          arms);
    }
    List<Result> results = batch.getResults();
    for (int i = 0; i < results.size() && rules.refusal().isEmpty(); i++) {
      result(rules, results.get(i));
    }
    return rules.refusal();
  }

  private static void result(Rules rules, Result result) {
    boolean classified = result.getOutcome().equals(WireNames.CLASSIFIED);
    rules
        .that(
            classified || result.getOutcome().equals(WireNames.FAILED),
            Reason.OUTCOME,
            "outcome must be classified or failed")
        .text("frameId", result.getFrameId(), MAX_FRAME_ID)
        .clock("captureMicros", result.getCaptureMicros())
        .clock("captureMonotonicNanos", result.getCaptureMonotonicNanos())
        .idOrNull("failureReason", result.getFailureReason())
        .idOrNull("exit", result.getExit())
        .textOrNull("cut", result.getCut(), MAX_CUT)
        .range(Reason.NUMBER, "bytesUp", result.getBytesUp(), MAX_BYTES)
        .range(Reason.NUMBER, "bytesDown", result.getBytesDown(), MAX_BYTES);
    label(rules, "predictedLabel", result.getPredictedLabel());
    label(rules, "trueLabel", result.getTrueLabel());
    for (Stage stage : STAGES) {
      rules.rangeOrNull(Reason.NUMBER, stage.field(), stage.nanos(result), MAX_STAGE_NANOS);
    }
    boolean answered = result.getPredictedLabel() != null;
    boolean complete = answered && result.getExit() != null && result.getTotalNanos() != null;
    rules.that(
        classified ? complete : !answered,
        Reason.OUTCOME,
        "a result has predictedLabel, exit and totalNanos where classified, no label where failed");
  }

  private static void label(Rules rules, String field, Integer label) {
    if (label != null) {
      rules.range(Reason.CLASS_INDEX, field, label, MAX_CLASS_INDEX);
    }
  }
}
