package org.cbnet.experiments.recount;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.DecodingException;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;
import org.cbnet.schemas.record.SequenceRange;

/**
 * Counts the raw topics again, with nothing of the cloud's code and plain collections: what any
 * prefix of them must have come to. Not thread-safe.
 *
 * <p>That a boot may have 64 intervals and no more is not counted again: where records are compared
 * none may have more gaps.
 */
public final class Recount {
  private static final AvroCodec<ResultBatch> BATCH = AvroCodec.of(ResultBatch.class);
  private static final AvroCodec<EnergySample> SAMPLE = AvroCodec.of(EnergySample.class);
  private static final long HOUR_SECONDS = 3_600;
  private static final double NANOS = 1e9;

  private final long maxReplayAgeMicros;
  private final Map<String, List<Effect>> byPartition = new HashMap<>();
  private final Numbers results = new Numbers();
  private final Numbers samples = new Numbers();

  /**
   * @param maxReplayAge age at append time beyond which something is late
   */
  public Recount(Duration maxReplayAge) {
    this.maxReplayAgeMicros = Objects.requireNonNull(maxReplayAge).toMillis() * 1000;
  }

  /** Of both topics as they are now. */
  public static Recount of(String bootstrapServers, Duration maxReplayAge) {
    Recount recount = new Recount(maxReplayAge);
    RawTopic.read(bootstrapServers, Topics.INFERENCE_RESULTS.name(), recount::add);
    RawTopic.read(bootstrapServers, Topics.ENERGY_SAMPLES.name(), recount::add);
    return recount;
  }

  /** Takes the next record of a partition of results or energy samples. */
  public void add(RawRecord record) {
    Effect effect =
        record.topic().equals(Topics.INFERENCE_RESULTS.name()) ? results(record) : energy(record);
    byPartition
        .computeIfAbsent(name(record.topic(), record.partition()), any -> new ArrayList<>())
        .add(effect);
  }

  /**
   * What the prefix comes to.
   *
   * @param position topic-partition to the first offset not covered, as answers name it
   */
  public Totals at(Map<String, Long> position) {
    Totals totals = new Totals();
    byPartition.forEach(
        (partition, effects) -> {
          long end = position.getOrDefault(partition, 0L);
          for (Effect effect : effects) {
            if (effect.offset >= end) {
              break;
            }
            totals.add(partition, effect, 1);
          }
        });
    return totals;
  }

  /** Counts one prefix after another, near ones soon; of what was taken until now. */
  Cursor cursor() {
    return new Cursor(byPartition);
  }

  /** Of everything taken so far. */
  public Totals all() {
    Map<String, Long> ends = new HashMap<>();
    byPartition.keySet().forEach(partition -> ends.put(partition, Long.MAX_VALUE));
    return at(ends);
  }

  private static String name(String topic, int partition) {
    return "%s-%d".formatted(topic, partition);
  }

  private Effect results(RawRecord record) {
    Effect effect = new Effect(record.offset());
    Optional<ResultBatch> decoded = decode(BATCH, record, effect);
    if (decoded.isEmpty()) {
      return effect;
    }
    ResultBatch batch = decoded.get();
    effect.decoded = batch.getResults().size();
    effect.deviceId = batch.getDeviceId();
    effect.runId = orEmpty(batch.getRunId());
    if (!DocumentedRules.isIdentified(batch, record.key())) {
      effect.refused = effect.decoded;
      return effect;
    }
    drop(
        results,
        batch.getDeviceId(),
        batch.getInstallId(),
        batch.getBootNumber(),
        batch.getDroppedRanges());
    boolean countable = DocumentedRules.isCountable(batch);
    long sequence = batch.getFirstSequence();
    for (Result result : batch.getResults()) {
      if (!results.take(
          batch.getDeviceId(), batch.getInstallId(), batch.getBootNumber(), sequence++)) {
        effect.duplicates++;
      } else if (!countable) {
        effect.refused++;
      } else {
        effect.accepted++;
        count(effect, batch, result, record.appendMillis());
      }
    }
    return effect;
  }

  private void count(Effect effect, ResultBatch batch, Result result, long appendMillis) {
    long micros = DocumentedTime.micros(batch, result, appendMillis);
    if (appendMillis * 1000 - micros > maxReplayAgeMicros) {
      effect.late++;
      return;
    }
    boolean classified = result.getPredictedLabel() != null;
    boolean labelled = classified && result.getTrueLabel() != null;
    effect.add(
        new HourKey(
            hour(micros),
            batch.getStrategy(),
            batch.getModelHash(),
            batch.getConfigHash(),
            orEmpty(batch.getRunId()),
            batch.getSite(),
            batch.getBoard()),
        new HourRow(
            1,
            classified ? 0 : 1,
            labelled ? 1 : 0,
            labelled && result.getTrueLabel().equals(result.getPredictedLabel()) ? 1 : 0,
            result.getTotalNanos() == null ? 0 : result.getTotalNanos(),
            0,
            0));
  }

  private Effect energy(RawRecord record) {
    Effect effect = new Effect(record.offset());
    Optional<EnergySample> decoded = decode(SAMPLE, record, effect);
    if (decoded.isEmpty()) {
      return effect;
    }
    EnergySample sample = decoded.get();
    effect.decoded = 1;
    if (!DocumentedRules.isIdentified(sample, record.key())) {
      effect.refused = 1;
      return effect;
    }
    drop(
        samples,
        sample.getDeviceId(),
        sample.getInstallId(),
        sample.getBootNumber(),
        sample.getDroppedRanges());
    if (!samples.take(
        sample.getDeviceId(),
        sample.getInstallId(),
        sample.getBootNumber(),
        sample.getSequence())) {
      effect.duplicates = 1;
      return effect;
    }
    effect.accepted = 1;
    long micros = DocumentedTime.micros(sample, record.appendMillis());
    if (record.appendMillis() * 1000 - micros > maxReplayAgeMicros) {
      effect.late = 1;
      return effect;
    }
    Double idle = sample.getIdleJoules();
    effect.add(
        new HourKey(
            hour(micros),
            sample.getStrategy(),
            sample.getModelHash(),
            sample.getConfigHash(),
            orEmpty(sample.getRunId()),
            sample.getSite(),
            sample.getBoard()),
        new HourRow(
            0,
            0,
            0,
            0,
            0,
            1,
            idle == null ? 0 : Math.round((sample.getGrossJoules() - idle) * NANOS)));
    return effect;
  }

  private static <T extends SpecificRecord> Optional<T> decode(
      AvroCodec<T> codec, RawRecord record, Effect effect) {
    try {
      return Optional.of(codec.decode(record.value()));
    } catch (DecodingException e) {
      effect.undecodable = true;
      return Optional.empty();
    }
  }

  private static void drop(
      Numbers numbers,
      String deviceId,
      String installId,
      long bootNumber,
      List<SequenceRange> ranges) {
    for (SequenceRange range : ranges) {
      long boot = range.getBootNumber() == null ? bootNumber : range.getBootNumber();
      for (long number = range.getFirst(); number <= range.getLast(); number++) {
        numbers.take(deviceId, installId, boot, number);
      }
    }
  }

  private static long hour(long micros) {
    long seconds = Math.floorDiv(micros, 1_000_000L);
    return seconds - Math.floorMod(seconds, HOUR_SECONDS);
  }

  private static String orEmpty(String name) {
    return name == null ? "" : name;
  }
}
