package org.cbnet.experiments.topic;

import java.util.function.Consumer;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.ResultBatch;

/** The results topic as devices wrote it. */
public final class RawResults {
  private RawResults() {}

  /**
   * Hands over every batch from the topic's start to its present end, each device's in order.
   *
   * @throws org.apache.kafka.common.KafkaException where the broker or the topic can't be read
   */
  public static void read(String bootstrapServers, Consumer<ResultBatch> reader) {
    DeviceTopic.read(bootstrapServers, Topics.INFERENCE_RESULTS, reader);
  }
}
