package org.cbnet.edge.config;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Reads the configuration: the file, over it the environment, below both the defaults.
 *
 * <p>Everything that can be wrong with it is a {@link ConfigException}.
 */
public final class ConfigLoader {
  private static final int FILE_ORDINAL = 200;
  private static final int ENVIRONMENT_ORDINAL = 300;
  private static final int ARM_ORDINAL = 400;

  private final Machine machine;

  public ConfigLoader(Machine machine) {
    this.machine = machine;
  }

  /**
   * Reads and checks everything.
   *
   * @param file YAML; empty for defaults and environment alone
   */
  public AgentConfig load(Optional<Path> file) {
    return load(file, builder -> {});
  }

  /**
   * Reads and checks everything, with another file above it all.
   *
   * @param above YAML of some keys
   * @param allowed which keys these may be
   */
  public AgentConfig load(Optional<Path> file, Path above, Predicate<String> allowed) {
    ConfigSource source = yaml(above, ConfigKeys.all(), ARM_ORDINAL);
    for (String key : source.getPropertyNames()) {
      if (!allowed.test(key)) {
        throw new ConfigException(
            "%s can't be another in %s: it belongs to the agent".formatted(key, above));
      }
    }
    return load(file, builder -> builder.withSources(source));
  }

  private AgentConfig load(Optional<Path> file, Consumer<SmallRyeConfigBuilder> more) {
    SortedSet<String> keys = ConfigKeys.all();
    SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder();
    file.ifPresent(path -> builder.withSources(yaml(path, keys, FILE_ORDINAL)));
    more.accept(builder);
    builder.withSources(
        new PropertiesConfigSource(
            EnvironmentKeys.overrides(machine.environment(), keys),
            "environment",
            ENVIRONMENT_ORDINAL));
    SmallRyeConfig texts = builder.build();
    return AgentConfig.read(new Values(texts), machine);
  }

  private static ConfigSource yaml(Path file, SortedSet<String> keys, int ordinal) {
    Map<String, String> texts = new HashMap<>();
    parse(file)
        .getProperties()
        .forEach(
            (name, value) -> {
              // A key that is written with its dots comes quoted.
              String key = name.replace("\"", "");
              check(file, keys, key, value);
              if (texts.put(key, value) != null) {
                throw new ConfigException("%s is there twice in %s".formatted(key, file));
              }
            });
    return new PropertiesConfigSource(texts, file.toString(), ordinal);
  }

  private static YamlConfigSource parse(Path file) {
    try {
      return new YamlConfigSource(file.toString(), Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new ConfigException("no configuration file " + file);
    } catch (IOException e) {
      throw new ConfigException("can't read configuration file %s: %s".formatted(file, e));
    } catch (StackOverflowError e) {
      throw new ConfigException("%s is no YAML: it holds itself".formatted(file));
    } catch (RuntimeException e) {
      throw new ConfigException(
          "%s is no YAML: %s".formatted(file, e.getMessage().replaceAll("\\s+", " ")));
    }
  }

  private static void check(Path file, SortedSet<String> keys, String key, String value) {
    if (!keys.contains(key) && !key.startsWith(KafkaConfig.PROPERTIES)) {
      throw new ConfigException(
          "unknown key %s: %s (in %s); the keys are %s"
              .formatted(key, Secrets.shown(key, value), file, String.join(", ", keys)));
    }
  }
}
