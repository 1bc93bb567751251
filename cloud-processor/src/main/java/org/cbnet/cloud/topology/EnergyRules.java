package org.cbnet.cloud.topology;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.cbnet.cloud.topology.Refusal.Reason;
import org.cbnet.schemas.record.EnergySample;

/** What an energy sample must be like to be counted. */
final class EnergyRules {
  private static final int MAX_NAME = 64;
  private static final double MAX_JOULES = 1e6;
  private static final long MAX_INFERENCES = 1L << 40;
  private static final long MAX_DURATION_NANOS = TimeUnit.DAYS.toNanos(1);

  private EnergyRules() {}

  /** What a sample must have so that it can be told from others and remembered. */
  static Optional<Refusal> identity(EnergySample sample, Arrival arrival) {
    return new Rules()
        .key(arrival, sample.getDeviceId())
        .id("deviceId", sample.getDeviceId())
        .id("installId", sample.getInstallId())
        .range(Reason.SEQUENCE, "bootNumber", sample.getBootNumber(), ResultRules.MAX_SEQUENCE)
        .range(Reason.SEQUENCE, "sequence", sample.getSequence(), ResultRules.MAX_SEQUENCE)
        .dropped(
            sample.getDroppedRanges(),
            sample.getBootNumber(),
            sample.getSequence(),
            sample.getSequence())
        .refusal();
  }

  /** What else a sample must be like to be counted. */
  static Optional<Refusal> content(EnergySample sample) {
    return new Rules()
        .text("osBootId", sample.getOsBootId(), MAX_NAME)
        .id("site", sample.getSite())
        .board("board", sample.getBoard())
        .text("agentVersion", sample.getAgentVersion(), MAX_NAME)
        .id("modelHash", sample.getModelHash())
        .strategy(sample.getStrategy())
        .id("configHash", sample.getConfigHash())
        .idOrNull("runId", sample.getRunId())
        .range(Reason.NUMBER, "round", sample.getRound(), Integer.MAX_VALUE)
        .idOrNull("dataset", sample.getDataset())
        .idOrNull("linkProfile", sample.getLinkProfile())
        .textOrNull("sentOsBootId", sample.getSentOsBootId(), MAX_NAME)
        .clock("sentWallMicros", sample.getSentWallMicros())
        .clock("sentMonotonicNanos", sample.getSentMonotonicNanos())
        .clock("startMicros", sample.getStartMicros())
        .clock("startMonotonicNanos", sample.getStartMonotonicNanos())
        .range(Reason.NUMBER, "durationNanos", sample.getDurationNanos(), MAX_DURATION_NANOS)
        .range(Reason.NUMBER, "inferenceCount", sample.getInferenceCount(), MAX_INFERENCES)
        .magnitude("grossJoules", sample.getGrossJoules(), MAX_JOULES)
        .magnitudeOrNull("idleJoules", sample.getIdleJoules(), MAX_JOULES)
        .source("source", sample.getSource())
        .refusal();
  }
}
