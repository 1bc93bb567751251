package org.cbnet.edge.arms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cbnet.edge.config.AgentConfig;
import org.cbnet.edge.config.ConfigException;
import org.cbnet.edge.config.ConfigLoader;
import org.cbnet.edge.config.Machine;
import org.cbnet.inference.strategy.StrategyName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArmFilesTest {
  @TempDir private Path folder;

  @Test
  void anArmsFileIsAboveEverythingElse() throws IOException {
    Path base = write("agent.yaml", "site: roof\ninference: {strategy: cbnet}");
    Path arm = write("full.yml", "inference: {strategy: edge-full, device-speed-factor: 8}");

    Map<String, AgentConfig> arms =
        ArmFiles.load(
            new ConfigLoader(
                new Machine(
                    Map.of("CBNET_AGENT_INFERENCE_STRATEGY", "early-exit"), "pi-1", folder)),
            Optional.of(base),
            List.of(arm));

    assertThat(arms).containsOnlyKeys("full");
    assertThat(arms.get("full").inference().strategy()).isEqualTo(StrategyName.EDGE_FULL);
    assertThat(arms.get("full").inference().deviceSpeedFactor()).isEqualTo(8);
    assertThat(arms.get("full").site()).isEqualTo("roof");
  }

  @Test
  void refusesWhatBelongsToTheAgent() throws IOException {
    Path arm = write("a.yaml", "spool: {max-bytes: 1000000}");

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> load(arm))
        .withMessageContaining("spool.max-bytes can't be another in " + arm);
  }

  @Test
  void refusesTwoOfOneName() throws IOException {
    Path first = write("a.yaml", "inference: {strategy: cbnet}");
    Path second = write("a.yml", "inference: {strategy: edge-full}");

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> load(first, second))
        .withMessageContaining("two arms are called a");
  }

  private Map<String, AgentConfig> load(Path... files) {
    return ArmFiles.load(
        new ConfigLoader(new Machine(Map.of(), "pi-1", folder)), Optional.empty(), List.of(files));
  }

  private Path write(String name, String yaml) throws IOException {
    return Files.writeString(folder.resolve(name), yaml);
  }
}
