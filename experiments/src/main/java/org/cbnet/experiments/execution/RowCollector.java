package org.cbnet.experiments.execution;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cbnet.experiments.rows.EnergyRow;
import org.cbnet.experiments.rows.FrameRow;
import org.cbnet.experiments.topic.DeviceTopic;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;

/**
 * Takes a part's rows from the raw topics, every distinct result and interval once, with nothing of
 * the cloud's code. One thread.
 */
final class RowCollector {
  private final AskedTurns asked;

  /**
   * @param asked turns that the part's agent or device took
   */
  RowCollector(AskedTurns asked) {
    this.asked = asked;
  }

  /**
   * Rows of frames in the order in which they were inferred.
   *
   * @param since before which the broker has none of them
   */
  List<FrameRow> frames(String brokers, Instant since) {
    Map<String, FrameRow> bySequence = new TreeMap<>();
    Map<String, Integer> positions = new HashMap<>();
    DeviceTopic.read(
        brokers,
        Topics.INFERENCE_RESULTS,
        since,
        batch -> {
          if (asked.has(batch.getDeviceId(), batch.getRunId())) {
            add(batch, bySequence, positions);
          }
        });
    return List.copyOf(bySequence.values());
  }

  /**
   * Rows of energy intervals, in their order.
   *
   * @param since before which the broker has none of them
   */
  List<EnergyRow> energy(String brokers, Instant since) {
    Map<String, EnergyRow> bySequence = new TreeMap<>();
    DeviceTopic.read(
        brokers,
        Topics.ENERGY_SAMPLES,
        since,
        sample -> {
          if (asked.has(sample.getDeviceId(), sample.getRunId())) {
            asked
                .find(sample.getRound(), sample.getStrategy())
                .ifPresent(
                    turn ->
                        bySequence.put(
                            identity(
                                sample.getInstallId(),
                                sample.getBootNumber(),
                                sample.getSequence()),
                            row(sample, turn)));
          }
        });
    return new ArrayList<>(bySequence.values());
  }

  private void add(
      ResultBatch batch, Map<String, FrameRow> bySequence, Map<String, Integer> positions) {
    Turn turn =
        asked
            .find(batch.getRound(), batch.getStrategy())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "%s sent a result of round %d of '%s', which nobody asked for"
                            .formatted(asked.device(), batch.getRound(), batch.getStrategy())));
    String key = batch.getRound() + "/" + turn.arm().name();
    long sequence = batch.getFirstSequence();
    for (Result result : batch.getResults()) {
      String identity = identity(batch.getInstallId(), batch.getBootNumber(), sequence);
      if (!bySequence.containsKey(identity)) {
        int position = positions.merge(key, 1, Integer::sum) - 1;
        bySequence.put(identity, row(result, turn, position, sequence));
      }
      sequence++;
    }
  }

  private static FrameRow row(Result result, Turn turn, int position, long sequence) {
    return new FrameRow(
        turn.condition().link(),
        turn.condition().deviceSpeed(),
        turn.session(),
        turn.round(),
        turn.arm().name(),
        position,
        sequence,
        result.getFrameId(),
        result.getTrueLabel(),
        result.getPredictedLabel(),
        result.getFailureReason(),
        result.getConfidence(),
        result.getExit(),
        result.getCut(),
        result.getPreprocessNanos(),
        result.getConvertNanos(),
        result.getEdgeNanos(),
        result.getEncodeNanos(),
        result.getNetworkNanos(),
        result.getCloudNanos(),
        result.getTotalNanos(),
        result.getBytesUp(),
        result.getBytesDown(),
        result.getFellBack(),
        level(turn));
  }

  private static EnergyRow row(EnergySample sample, Turn turn) {
    return new EnergyRow(
        turn.condition().link(),
        turn.condition().deviceSpeed(),
        turn.session(),
        turn.round(),
        turn.arm().name(),
        sample.getStartMonotonicNanos(),
        sample.getDurationNanos(),
        sample.getInferenceCount(),
        sample.getGrossJoules(),
        sample.getIdleJoules(),
        sample.getUncertaintyJoules(),
        sample.getSource(),
        sample.getCpuNanos(),
        sample.getTemperatureCelsius(),
        sample.getThrottled(),
        level(turn));
  }

  private static Double level(Turn turn) {
    return turn.level().isPresent() ? turn.level().getAsDouble() : null;
  }

  // Sorts as the numbers do.
  private static String identity(String install, long boot, long sequence) {
    return "%s/%010d/%012d".formatted(install, boot, sequence);
  }
}
