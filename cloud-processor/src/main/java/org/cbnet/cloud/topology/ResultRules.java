package org.cbnet.cloud.topology;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.cbnet.cloud.stats.Stage;
import org.cbnet.cloud.topology.Refusal.Reason;
import org.cbnet.schemas.WireNames;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;
import org.cbnet.schemas.record.SequenceRange;

/** What a batch of results must be like to be counted. */
final class ResultRules {
  static final int MAX_RESULTS = 10_000;
  static final int MAX_CLASS_INDEX = 999;
  static final long MAX_SEQUENCE = 1L << 60;

  private static final int MAX_DROPPED_RANGES = 1_000;
  private static final int MAX_FRAME_ID = 128;
  private static final int MAX_NAME = 64;
  private static final long MAX_STAGE_NANOS = TimeUnit.HOURS.toNanos(1);
  private static final long MAX_BYTES = 1L << 30;

  private ResultRules() {}

  static Optional<Refusal> check(ResultBatch batch, Arrival arrival) {
    Rules rules = new Rules().key(arrival, batch.getDeviceId());
    header(rules, batch);
    List<Result> results = batch.getResults();
    rules.that(
        !results.isEmpty() && results.size() <= MAX_RESULTS,
        Reason.BATCH_SIZE,
        "a batch must have 1 to %d results, has %d".formatted(MAX_RESULTS, results.size()));
    for (int i = 0; i < results.size() && rules.refusal().isEmpty(); i++) {
      result(rules, results.get(i));
    }
    return rules.refusal();
  }

  private static void header(Rules rules, ResultBatch batch) {
    rules
        .id("deviceId", batch.getDeviceId())
        .id("installId", batch.getInstallId())
        .range(Reason.SEQUENCE, "bootNumber", batch.getBootNumber(), MAX_SEQUENCE)
        .text("osBootId", batch.getOsBootId(), MAX_NAME)
        .range(Reason.SEQUENCE, "firstSequence", batch.getFirstSequence(), MAX_SEQUENCE)
        .id("site", batch.getSite())
        .board("board", batch.getBoard())
        .text("agentVersion", batch.getAgentVersion(), MAX_NAME)
        .id("modelHash", batch.getModelHash())
        .id("strategy", batch.getStrategy())
        .id("configHash", batch.getConfigHash())
        .idOrNull("runId", batch.getRunId())
        .range(Reason.NUMBER, "round", batch.getRound(), Integer.MAX_VALUE)
        .idOrNull("dataset", batch.getDataset())
        .idOrNull("linkProfile", batch.getLinkProfile())
        .textOrNull("sentOsBootId", batch.getSentOsBootId(), MAX_NAME)
        .clock("sentWallMicros", batch.getSentWallMicros())
        .clock("sentMonotonicNanos", batch.getSentMonotonicNanos());
    dropped(rules, batch);
  }

  private static void dropped(Rules rules, ResultBatch batch) {
    List<SequenceRange> ranges = batch.getDroppedRanges();
    rules.that(
        ranges.size() <= MAX_DROPPED_RANGES,
        Reason.SEQUENCE,
        "a batch must have at most %d droppedRanges, has %d"
            .formatted(MAX_DROPPED_RANGES, ranges.size()));
    long first = batch.getFirstSequence();
    long last = first + batch.getResults().size() - 1;
    for (SequenceRange range : ranges) {
      boolean apart = range.getLast() < first || range.getFirst() > last;
      boolean ordered = range.getFirst() >= 0 && range.getFirst() <= range.getLast();
      rules.that(
          ordered && apart && range.getLast() <= MAX_SEQUENCE,
          Reason.SEQUENCE,
          "droppedRanges may not hold %d to %d in a batch of %d to %d"
              .formatted(range.getFirst(), range.getLast(), first, last));
    }
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
        .idOrNull("cut", result.getCut())
        .range(Reason.NUMBER, "bytesUp", result.getBytesUp(), MAX_BYTES)
        .range(Reason.NUMBER, "bytesDown", result.getBytesDown(), MAX_BYTES);
    label(rules, "predictedLabel", result.getPredictedLabel());
    label(rules, "trueLabel", result.getTrueLabel());
    for (Stage stage : Stage.values()) {
      rules.rangeOrNull(Reason.NUMBER, stage.id() + "Nanos", stage.nanos(result), MAX_STAGE_NANOS);
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
