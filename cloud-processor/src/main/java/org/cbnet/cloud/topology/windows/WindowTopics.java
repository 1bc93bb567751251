package org.cbnet.cloud.topology.windows;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.cbnet.schemas.Topic;

/** The topic on which the parts of a window's row meet; only the cloud reads and writes it. */
public final class WindowTopics {
  // Of use until it is read; a day lets a stopped cloud go on where it was.
  private static final Duration KEPT = Duration.ofDays(1);

  /** Parts by the row's key. */
  public static final Topic<byte[], byte[]> PARTS =
      new Topic<>(
          "cbnet.window.parts",
          Serdes.ByteArray(),
          Serdes.ByteArray(),
          Map.of(
              TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
              "LogAppendTime",
              TopicConfig.RETENTION_MS_CONFIG,
              Long.toString(KEPT.toMillis())));

  private WindowTopics() {}
}
