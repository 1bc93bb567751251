package org.cbnet.experiments.execution;

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
  private final String device;
  private final Map<String, Turn> turns = new HashMap<>();

  /**
   * @param turns that the part's agent took
   * @param device its id
   */
  RowCollector(List<Turn> turns, String device) {
    this.device = device;
    for (Turn turn : turns) {
      this.turns.put(key(turn.wireRound(), turn.arm().name()), turn);
    }
  }

  /** Rows of frames in the order in which they were inferred. */
  List<FrameRow> frames(String brokers) {
    Map<String, FrameRow> bySequence = new TreeMap<>();
    Map<String, Integer> positions = new HashMap<>();
    DeviceTopic.read(
        brokers,
        Topics.INFERENCE_RESULTS,
        batch -> {
          if (device.equals(batch.getDeviceId())) {
            add(batch, bySequence, positions);
          }
        });
    return List.copyOf(bySequence.values());
  }

  /** Rows of energy intervals, in their order. */
  List<EnergyRow> energy(String brokers) {
    Map<String, EnergyRow> bySequence = new TreeMap<>();
    DeviceTopic.read(
        brokers,
        Topics.ENERGY_SAMPLES,
        sample -> {
          Turn turn = turns.get(key(sample.getRound(), sample.getStrategy()));
          if (device.equals(sample.getDeviceId()) && turn != null) {
            bySequence.put(
                identity(sample.getInstallId(), sample.getBootNumber(), sample.getSequence()),
                row(sample, turn));
          }
        });
    return new ArrayList<>(bySequence.values());
  }

  private void add(
      ResultBatch batch, Map<String, FrameRow> bySequence, Map<String, Integer> positions) {
    String key = key(batch.getRound(), batch.getStrategy());
    Turn turn = turns.get(key);
    if (turn == null) {
      throw new IllegalStateException(
          "%s sent a result of round %d of '%s', which nobody asked for"
              .formatted(device, batch.getRound(), batch.getStrategy()));
    }
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

  private static String key(int round, String arm) {
    return round + "/" + arm;
  }

  // Sorts as the numbers do.
  private static String identity(String install, long boot, long sequence) {
    return "%s/%010d/%012d".formatted(install, boot, sequence);
  }
}
