package org.cbnet.edge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EffectiveConfigTest {
  @TempDir private Path folder;

  @Test
  void readsBackAsTheSameConfiguration() throws IOException {
    AgentConfig config =
        load(
            Map.of(
                "CBNET_AGENT_KAFKA_PROPERTIES_CLIENT_ID", "a: 'b' #c",
                "CBNET_AGENT_RUN_ID", "run-1",
                "CBNET_AGENT_STATE_DIRECTORY", "/var/lib/my agent"),
            Optional.empty());
    EffectiveConfig effective = EffectiveConfig.of(config);

    Path file = Files.writeString(folder.resolve("effective.yaml"), effective.text());
    AgentConfig again = load(Map.of(), Optional.of(file));

    assertThat(again).isEqualTo(config);
    assertThat(EffectiveConfig.of(again).hash()).isEqualTo(effective.hash());
  }

  @Test
  void isTheSameForDevicesThatAreSetUpAlike() {
    EffectiveConfig one =
        EffectiveConfig.of(
            load(
                Map.of(
                    "CBNET_AGENT_DEVICE_ID", "pi-1",
                    "CBNET_AGENT_SITE", "roof",
                    "CBNET_AGENT_STATE_DIRECTORY", "/var/lib/one",
                    "CBNET_AGENT_INFERENCE_BUNDLE", "/opt/models/cbnet",
                    "CBNET_AGENT_RUN_ID", "run-1"),
                Optional.empty()));
    EffectiveConfig other = EffectiveConfig.of(load(Map.of(), Optional.empty()));

    assertThat(one.hash()).isEqualTo(other.hash());
    assertThat(one.text()).isNotEqualTo(other.text());
  }

  @Test
  void hashesWhatItPrints() {
    EffectiveConfig one = EffectiveConfig.of(load(Map.of(), Optional.empty()));
    EffectiveConfig other =
        EffectiveConfig.of(load(Map.of("CBNET_AGENT_BATCH_RESULTS", "49"), Optional.empty()));

    assertThat(one.hash()).matches("[0-9a-f]{16}").isNotEqualTo(other.hash());
    assertThat(one.text()).contains("batch.results: 50\n").contains("run.id:\n");
  }

  @Test
  void hidesSecretsInTextAndHash() {
    String variable = "CBNET_AGENT_KAFKA_PROPERTIES_SASL_JAAS_CONFIG";
    EffectiveConfig one =
        EffectiveConfig.of(load(Map.of(variable, "user password=1"), Optional.empty()));
    EffectiveConfig other =
        EffectiveConfig.of(load(Map.of(variable, "user password=2"), Optional.empty()));

    assertThat(one.text()).contains("sasl.jaas.config: '(hidden)'").doesNotContain("password=1");
    assertThat(one.hash()).isEqualTo(other.hash());
  }

  private static AgentConfig load(Map<String, String> environment, Optional<Path> file) {
    return new ConfigLoader(new Machine(environment, "pi-1", Path.of("/home/pi"))).load(file);
  }
}
