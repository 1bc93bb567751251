package org.cbnet.cloud.config;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Reads the configuration: defaults, then a YAML file, then the environment, the later the
 * stronger. A key that does not exist is refused, not ignored.
 */
public final class ConfigReader {
  private static final String KAFKA_VARIABLE = "CBNET_KAFKA_PROPERTIES_";
  private static final String HOME = "user.home";
  private static final int FILE_ORDINAL = 200;
  private static final int ENVIRONMENT_ORDINAL = 300;

  private final Map<String, String> environment;

  /**
   * @param environment variables; those of other commands may be among them
   */
  public ConfigReader(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * Reads.
   *
   * @throws ConfigException where a key or a value is not what it may be
   */
  public CloudConfig read(Optional<Path> file) {
    Objects.requireNonNull(file, "file is null");
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withSources(
                new PropertiesConfigSource(defaults(), "defaults", 1),
                new PropertiesConfigSource(overrides(), "environment", ENVIRONMENT_ORDINAL),
                // So that ${HOME} and the like can stand in values.
                new PropertiesConfigSource(environment, "variables", 0));
    file.ifPresent(path -> builder.withSources(yaml(path)));
    return config(builder.build());
  }

  private static Map<String, String> defaults() {
    Map<String, String> defaults = new HashMap<>();
    for (Setting setting : Setting.values()) {
      defaults.put(setting.key(), setting.defaultValue());
    }
    defaults.put(HOME, System.getProperty(HOME));
    return defaults;
  }

  private Map<String, String> overrides() {
    Map<String, String> overrides = new HashMap<>();
    for (Setting setting : Setting.values()) {
      Optional.ofNullable(environment.get(setting.variable()))
          .ifPresent(value -> overrides.put(setting.key(), value));
    }
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(KAFKA_VARIABLE)) {
            String property = name.substring(KAFKA_VARIABLE.length()).toLowerCase(Locale.ROOT);
            overrides.put(Setting.KAFKA_PROPERTIES + property.replace('_', '.'), value);
          }
        });
    return overrides;
  }

  private static ConfigSource yaml(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new ConfigException("the configuration file %s can't be read".formatted(file));
    }
    YamlConfigSource source;
    try {
      source = new YamlConfigSource(file.toString(), text);
    } catch (RuntimeException e) {
      // SnakeYAML's own types, with line and column in the message.
      throw new ConfigException("%s is no YAML: %s".formatted(file, e.getMessage()));
    }
    Map<String, String> values = new HashMap<>();
    for (String name : source.getPropertyNames()) {
      // Names with dots, as Kafka's are, come in quotes.
      String key = name.replace("\"", "");
      values.put(key, source.getValue(name));
      if (Setting.of(key).isEmpty() && !key.startsWith(Setting.KAFKA_PROPERTIES)) {
        throw new ConfigException(
            "%s: unknown key '%s' = '%s': the keys are %s and %s*"
                .formatted(file, key, values.get(key), keys(), Setting.KAFKA_PROPERTIES));
      }
    }
    return new PropertiesConfigSource(values, file.toString(), FILE_ORDINAL);
  }

  private static String keys() {
    return Arrays.stream(Setting.values()).map(Setting::key).collect(Collectors.joining(", "));
  }

  private static CloudConfig config(SmallRyeConfig values) {
    return new CloudConfig(
        new CloudConfig.Kafka(text(values, Setting.BOOTSTRAP_SERVERS), kafkaProperties(values)),
        text(values, Setting.APPLICATION_ID),
        Path.of(text(values, Setting.STATE_DIRECTORY)),
        number(values, Setting.THREADS),
        new CloudConfig.NewTopics(
            number(values, Setting.PARTITIONS), number(values, Setting.REPLICATION_FACTOR)),
        http(values),
        duration(values, Setting.COMMIT_INTERVAL),
        duration(values, Setting.MAX_REPLAY_AGE),
        new Control(
            optional(values, Setting.CONTROL_KEY_FILE).map(Path::of),
            flag(values, Setting.REGISTRY_ENFORCE),
            duration(values, Setting.PRESENCE_LATE),
            duration(values, Setting.PRESENCE_OFFLINE)),
        new Instances(
            optional(values, Setting.HTTP_ADVERTISED),
            optional(values, Setting.HTTP_PEER_TOKEN_FILE).map(Path::of),
            number(values, Setting.STANDBYS)),
        new Memory(number(values, Setting.STATE_MEMORY), number(values, Setting.STATE_CACHED_ROWS)),
        new CloudConfig.Bundles(
            paths(values, Setting.BUNDLES_TRUSTED_KEYS),
            number(values, Setting.BUNDLES_MAX_BYTES),
            number(values, Setting.BUNDLES_MAX_COUNT),
            duration(values, Setting.BUNDLES_ROLLOUT_INTERVAL)),
        offload(values));
  }

  private static Offload offload(SmallRyeConfig values) {
    return new Offload(
        paths(values, Setting.OFFLOAD_BUNDLES),
        text(values, Setting.OFFLOAD_HOST),
        number(values, Setting.OFFLOAD_PORT),
        text(values, Setting.OFFLOAD_GROUP),
        number(values, Setting.OFFLOAD_WORKERS),
        number(values, Setting.OFFLOAD_BATCH),
        number(values, Setting.OFFLOAD_TAILS),
        number(values, Setting.OFFLOAD_QUEUE_REQUESTS),
        number(values, Setting.OFFLOAD_QUEUE_BYTES),
        duration(values, Setting.OFFLOAD_REPLY_TIME));
  }

  private static CloudConfig.Http http(SmallRyeConfig values) {
    Set<String> hosts = new TreeSet<>();
    optional(values, Setting.HTTP_ALLOWED_HOSTS)
        .ifPresent(text -> hosts.addAll(Arrays.asList(text.split("\\s*,\\s*", -1))));
    return new CloudConfig.Http(
        text(values, Setting.HTTP_HOST),
        number(values, Setting.HTTP_PORT),
        hosts,
        Tls.of(
            optional(values, Setting.HTTP_TLS_CERTIFICATE).map(Path::of),
            optional(values, Setting.HTTP_TLS_PRIVATE_KEY).map(Path::of),
            optional(values, Setting.HTTP_TLS_KEY_STORE).map(Path::of),
            optional(values, Setting.HTTP_TLS_PASSWORD_FILE).map(Path::of)));
  }

  private static Optional<String> optional(SmallRyeConfig values, Setting setting) {
    return values.getOptionalValue(setting.key(), String.class).filter(text -> !text.isBlank());
  }

  private static Map<String, String> kafkaProperties(SmallRyeConfig values) {
    Map<String, String> properties = new HashMap<>();
    for (String key : values.getPropertyNames()) {
      if (key.startsWith(Setting.KAFKA_PROPERTIES)) {
        String name = key.substring(Setting.KAFKA_PROPERTIES.length());
        properties.put(name, values.getConfigValue(key).getValue());
      }
    }
    return properties;
  }

  private static String text(SmallRyeConfig values, Setting setting) {
    return values
        .getOptionalValue(setting.key(), String.class)
        .orElseThrow(() -> new ConfigException(setting.key(), "", "set"));
  }

  private static List<Path> paths(SmallRyeConfig values, Setting setting) {
    return optional(values, setting).stream()
        .flatMap(text -> Arrays.stream(text.split("\\s*,\\s*", -1)))
        .map(Path::of)
        .toList();
  }

  private static int number(SmallRyeConfig values, Setting setting) {
    String text = text(values, setting);
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new ConfigException(setting.key(), text, "a whole number");
    }
  }

  private static boolean flag(SmallRyeConfig values, Setting setting) {
    String text = text(values, setting);
    if (!text.equals("true") && !text.equals("false")) {
      throw new ConfigException(setting.key(), text, "true or false");
    }
    return text.equals("true");
  }

  private static Duration duration(SmallRyeConfig values, Setting setting) {
    String text = text(values, setting);
    return Durations.parse(text)
        .orElseThrow(
            () ->
                new ConfigException(
                    setting.key(), text, "a duration such as 100ms, 30s, 5m, 12h or 7d"));
  }
}
