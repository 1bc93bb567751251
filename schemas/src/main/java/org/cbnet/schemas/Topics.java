package org.cbnet.schemas;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.cbnet.schemas.record.AccessToken;
import org.cbnet.schemas.record.AuditEntry;
import org.cbnet.schemas.record.DesiredState;
import org.cbnet.schemas.record.DeviceRecord;
import org.cbnet.schemas.record.DeviceStatus;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.OffloadReply;
import org.cbnet.schemas.record.OffloadRequest;
import org.cbnet.schemas.record.ResultBatch;
import org.cbnet.schemas.record.SamplePair;
import org.cbnet.schemas.record.WindowStats;

/** Every topic of the wire contract. */
public final class Topics {
  // A Pi with a wrong clock would block its own spool or lose its segments under CreateTime.
  private static final Map<String, String> APPEND_TIME =
      Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
  private static final Map<String, String> COMPACTED =
      with(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
  // Nobody reads what is older than a budget, seconds at most: it is there to be looked at. A
  // segment is only deleted once it is closed, so it must be closed soon; 16 MiB at the latest, as
  // frames' features come to megabytes a second.
  private static final Map<String, String> FLEETING =
      with(
          Map.of(
              TopicConfig.RETENTION_MS_CONFIG, Long.toString(Duration.ofMinutes(10).toMillis()),
              TopicConfig.SEGMENT_MS_CONFIG, Long.toString(Duration.ofMinutes(5).toMillis()),
              TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(16 << 20)));
  private static final Map<String, String> ONE_DAY = kept(Duration.ofDays(1));
  // Twice the age up to which a replay still corrects a window: the recount must find its input.
  private static final Map<String, String> TWO_WEEKS = kept(Duration.ofDays(14));
  // Long enough for somebody to notice, mend the cause and replay.
  private static final Map<String, String> A_QUARTER = kept(Duration.ofDays(92));
  private static final Map<String, String> FOR_EVER = with(TopicConfig.RETENTION_MS_CONFIG, "-1");

  /** Results by device. */
  public static final Topic<String, ResultBatch> INFERENCE_RESULTS =
      avro("cbnet.inference.results", ResultBatch.class, TWO_WEEKS);

  /** Energy by device. */
  public static final Topic<String, EnergySample> ENERGY_SAMPLES =
      avro("cbnet.energy.samples", EnergySample.class, TWO_WEEKS);

  /** Heartbeats by device. */
  public static final Topic<String, DeviceStatus> DEVICE_STATUS =
      avro("cbnet.device.status", DeviceStatus.class, COMPACTED);

  /** Registry by device. */
  public static final Topic<String, DeviceRecord> DEVICE_REGISTRY =
      avro("cbnet.device.registry", DeviceRecord.class, COMPACTED);

  /** Desired state by device, {@code group:<name>} or {@code default}. */
  public static final Topic<String, DesiredState> DEVICE_DESIRED =
      avro("cbnet.device.desired", DesiredState.class, COMPACTED);

  /** Offloading by device, to the cloud; kept for minutes. */
  public static final Topic<String, OffloadRequest> OFFLOAD_REQUESTS =
      avro("cbnet.offload.requests", OffloadRequest.class, FLEETING);

  /** Offloading by device, back; kept for minutes. */
  public static final Topic<String, OffloadReply> OFFLOAD_REPLIES =
      avro("cbnet.offload.replies", OffloadReply.class, FLEETING);

  /** Windowed statistics by group key. */
  public static final Topic<String, WindowStats> STATS_WINDOWS =
      avro("cbnet.stats.windows", WindowStats.class, APPEND_TIME);

  /** Schemas as JSON by fingerprint, 16 lower-case hex digits. */
  public static final Topic<String, String> SCHEMAS =
      new Topic<>("cbnet.schemas", Serdes.String(), Serdes.String(), COMPACTED);

  /** Who changed what, by actor; kept for ever. */
  public static final Topic<String, AuditEntry> AUDIT =
      avro("cbnet.audit", AuditEntry.class, FOR_EVER);

  /** Who may use the API, by the token's name. */
  public static final Topic<String, AccessToken> ACCESS_TOKENS =
      avro("cbnet.access.tokens", AccessToken.class, COMPACTED);

  /** Pictures of hard frames and their conversions, by device; kept for a day. */
  public static final Topic<String, SamplePair> SAMPLES =
      avro("cbnet.samples", SamplePair.class, ONE_DAY);

  /**
   * What could not be decoded or was refused, as it came, with the reason in headers; kept for a
   * quarter.
   */
  public static final Topic<byte[], byte[]> DEAD_LETTERS =
      new Topic<>("cbnet.dead-letters", Serdes.ByteArray(), Serdes.ByteArray(), A_QUARTER);

  /**
   * Dead letters to be counted after all, as they lie there, each in the partition that its record
   * came from. The cloud alone writes it.
   */
  public static final Topic<byte[], byte[]> DEAD_LETTER_REPLAYS =
      new Topic<>("cbnet.dead-letters.replay", Serdes.ByteArray(), Serdes.ByteArray(), TWO_WEEKS);

  /**
   * Model bundles: files in chunks by their SHA-256, and the catalogue that names those in force.
   */
  public static final Topic<String, byte[]> BUNDLES =
      new Topic<>("cbnet.bundles", Serdes.String(), Serdes.ByteArray(), COMPACTED);

  /** Staged roll-outs as JSON, by their ids. */
  public static final Topic<String, byte[]> ROLLOUTS =
      new Topic<>("cbnet.rollouts", Serdes.String(), Serdes.ByteArray(), COMPACTED);

  /** All of them, in the order of the wire contract. */
  public static final List<Topic<?, ?>> ALL =
      List.of(
          INFERENCE_RESULTS,
          ENERGY_SAMPLES,
          DEVICE_STATUS,
          DEVICE_REGISTRY,
          DEVICE_DESIRED,
          OFFLOAD_REQUESTS,
          OFFLOAD_REPLIES,
          STATS_WINDOWS,
          SCHEMAS,
          AUDIT,
          ACCESS_TOKENS,
          SAMPLES,
          DEAD_LETTERS,
          DEAD_LETTER_REPLAYS,
          BUNDLES,
          ROLLOUTS);

  private Topics() {}

  private static Map<String, String> kept(Duration time) {
    return with(TopicConfig.RETENTION_MS_CONFIG, Long.toString(time.toMillis()));
  }

  private static Map<String, String> with(String setting, String value) {
    return with(Map.of(setting, value));
  }

  private static Map<String, String> with(Map<String, String> settings) {
    Map<String, String> config = new HashMap<>(APPEND_TIME);
    config.putAll(settings);
    return Map.copyOf(config);
  }

  private static <V extends SpecificRecord> Topic<String, V> avro(
      String name, Class<V> type, Map<String, String> config) {
    return new Topic<>(name, Serdes.String(), new AvroSerde<>(AvroCodec.of(type)), config);
  }
}
