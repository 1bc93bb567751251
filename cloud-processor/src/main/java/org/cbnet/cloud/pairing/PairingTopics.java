package org.cbnet.cloud.pairing;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.cbnet.cloud.state.PublishedStates;
import org.cbnet.cloud.state.RunDeletion;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.AvroSerde;
import org.cbnet.schemas.Topic;

/** Topics between the parts of the cloud; no device has to do with them. */
public final class PairingTopics {
  // As long as the results that they come from.
  private static final Map<String, String> TWO_WEEKS =
      Map.of(
          TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
          "LogAppendTime",
          TopicConfig.RETENTION_MS_CONFIG,
          Long.toString(Duration.ofDays(14).toMillis()));

  /** Outcomes of paired runs, by run, round and frames. */
  public static final Topic<byte[], byte[]> OUTCOMES =
      new Topic<>("cbnet.paired.outcomes", Serdes.ByteArray(), Serdes.ByteArray(), TWO_WEEKS);

  /** Runs to forget, each once in every partition. */
  public static final Topic<String, RunDeletion> DELETIONS =
      new Topic<>(
          "cbnet.run.deletions",
          Serdes.String(),
          new AvroSerde<>(AvroCodec.of(RunDeletion.class, PublishedStates.of("RunDeletion"))),
          TWO_WEEKS);

  private PairingTopics() {}
}
