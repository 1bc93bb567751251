package org.cbnet.edge;

import java.nio.file.Path;
import java.util.Optional;
import org.cbnet.edge.config.AgentConfig;
import org.cbnet.edge.config.ConfigLoader;
import org.cbnet.edge.config.Machine;
import picocli.CommandLine.Option;

/** Where the configuration is. */
final class ConfigOption {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "YAML; without it the defaults and CBNET_AGENT_... variables hold.")
  private Path file;

  Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  AgentConfig load() {
    return load(Machine.ofProcess());
  }

  AgentConfig load(Machine machine) {
    return new ConfigLoader(machine).load(file());
  }
}
