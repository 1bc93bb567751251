package org.cbnet.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.cbnet.cloud.config.CloudConfig;
import org.cbnet.cloud.config.ConfigReader;
import org.cbnet.cloud.start.StreamsSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka Streams looks at topology and settings before it talks to a broker. */
class TakenByKafkaTest {
  @TempDir private Path folder;

  @Test
  void topologyAndSettingsAreWhatKafkaStreamsAsksFor() {
    CloudConfig config =
        new ConfigReader(
                Map.of(
                    "CBNET_KAFKA_BOOTSTRAP_SERVERS",
                    "127.0.0.1:1",
                    "CBNET_STATE_DIRECTORY",
                    folder.toString()))
            .read(Optional.empty());

    try (KafkaStreams streams =
        new KafkaStreams(
            CloudApp.topology(config), StreamsSettings.streams(config, "127.0.0.1:8080"))) {
      assertThat(streams.state()).isEqualTo(KafkaStreams.State.CREATED);
    }
  }
}
