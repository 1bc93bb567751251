package org.cbnet.cloud.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.cbnet.cloud.config.CloudConfig;
import org.cbnet.cloud.config.Control;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {

  @Test
  void keepsItsOwnWhereNothingIsGiven() {
    StreamsConfig config = streams(Duration.ofMillis(100), Map.of());

    assertThat(consumer(config)).containsEntry("session.timeout.ms", 10_000);
    assertThat(consumer(config)).containsEntry("heartbeat.interval.ms", 1_000);
    assertThat(config.getProducerConfigs("any")).containsEntry("compression.type", "zstd");
  }

  @Test
  void whatIsGivenWinsInEitherForm() {
    StreamsConfig config =
        streams(
            Duration.ofMillis(100),
            Map.of(
                "session.timeout.ms", "45000",
                "consumer.heartbeat.interval.ms", "5000",
                "compression.type", "lz4"));

    assertThat(consumer(config).get("session.timeout.ms")).hasToString("45000");
    assertThat(consumer(config).get("heartbeat.interval.ms")).hasToString("5000");
    assertThat(config.getProducerConfigs("any").get("compression.type")).hasToString("lz4");
  }

  @Test
  void aTransactionOutlastsTheLongestCommitInterval() {
    StreamsConfig config = streams(Duration.ofMinutes(1), Map.of());

    assertThat(config.getProducerConfigs("any").get("transaction.timeout.ms")).hasToString("70000");
  }

  private static Map<String, Object> consumer(StreamsConfig config) {
    return config.getMainConsumerConfigs("group", "client", 0);
  }

  private static StreamsConfig streams(Duration commitInterval, Map<String, String> properties) {
    return new StreamsConfig(
        StreamsSettings.streams(
            new CloudConfig(
                new CloudConfig.Kafka("one:9092", properties),
                "app",
                Path.of("/tmp/any"),
                1,
                new CloudConfig.NewTopics(4, 1),
                new CloudConfig.Http("127.0.0.1", 0),
                commitInterval,
                Duration.ofDays(7),
                Control.DEFAULT,
                new CloudConfig.Bundles(List.of(), 64 << 20, 16, Duration.ofSeconds(10))),
            "one:8080"));
  }
}
