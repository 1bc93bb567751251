package org.cbnet.cloud;

import java.nio.file.Path;
import java.util.Optional;
import org.cbnet.cloud.config.CloudConfig;
import org.cbnet.cloud.config.ConfigReader;
import picocli.CommandLine.Option;

/** The option that every command has that needs the configuration. */
final class ConfigOption {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "YAML file; environment variables CBNET_... override it.")
  private Path file;

  CloudConfig read() {
    return new ConfigReader(System.getenv()).read(Optional.ofNullable(file));
  }
}
