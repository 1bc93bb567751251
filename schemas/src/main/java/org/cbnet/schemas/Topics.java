package org.cbnet.schemas;

import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
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
      Map.of(
          TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
          "LogAppendTime",
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_COMPACT);
  private static final String DAY_MILLIS = Long.toString(24L * 3600 * 1000);

  /** Results by device. */
  public static final Topic<String, ResultBatch> INFERENCE_RESULTS =
      avro("cbnet.inference.results", ResultBatch.class, APPEND_TIME);

  /** Energy by device. */
  public static final Topic<String, EnergySample> ENERGY_SAMPLES =
      avro("cbnet.energy.samples", EnergySample.class, APPEND_TIME);

  /** Heartbeats by device. */
  public static final Topic<String, DeviceStatus> DEVICE_STATUS =
      avro("cbnet.device.status", DeviceStatus.class, COMPACTED);

  /** Registry by device. */
  public static final Topic<String, DeviceRecord> DEVICE_REGISTRY =
      avro("cbnet.device.registry", DeviceRecord.class, COMPACTED);

  /** Desired state by device, {@code group:<name>} or {@code default}. */
  public static final Topic<String, DesiredState> DEVICE_DESIRED =
      avro("cbnet.device.desired", DesiredState.class, COMPACTED);

  /** Offloading by device, to the cloud. */
  public static final Topic<String, OffloadRequest> OFFLOAD_REQUESTS =
      avro("cbnet.offload.requests", OffloadRequest.class, APPEND_TIME);

  /** Offloading by device, back. */
  public static final Topic<String, OffloadReply> OFFLOAD_REPLIES =
      avro("cbnet.offload.replies", OffloadReply.class, APPEND_TIME);

  /** Windowed statistics by group key. */
  public static final Topic<String, WindowStats> STATS_WINDOWS =
      avro("cbnet.stats.windows", WindowStats.class, APPEND_TIME);

  /** Schemas as JSON by fingerprint, 16 lower-case hex digits. */
  public static final Topic<String, String> SCHEMAS =
      new Topic<>("cbnet.schemas", Serdes.String(), Serdes.String(), COMPACTED);

  /** Who changed what, by actor. */
  public static final Topic<String, AuditEntry> AUDIT =
      avro("cbnet.audit", AuditEntry.class, APPEND_TIME);

  /** Pictures of hard frames and their conversions, by device; kept for a day. */
  public static final Topic<String, SamplePair> SAMPLES =
      avro(
          "cbnet.samples",
          SamplePair.class,
          Map.of(
              TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
              "LogAppendTime",
              TopicConfig.RETENTION_MS_CONFIG,
              DAY_MILLIS));

  /** What could not be decoded or was refused, as it came, with the reason in headers. */
  public static final Topic<byte[], byte[]> DEAD_LETTERS =
      new Topic<>("cbnet.dead-letters", Serdes.ByteArray(), Serdes.ByteArray(), APPEND_TIME);

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
          SAMPLES,
          DEAD_LETTERS);

  private Topics() {}

  private static <V extends SpecificRecord> Topic<String, V> avro(
      String name, Class<V> type, Map<String, String> config) {
    return new Topic<>(name, Serdes.String(), new AvroSerde<>(AvroCodec.of(type)), config);
  }
}
