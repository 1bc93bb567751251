package org.cbnet.cloud.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The keys of the configuration with their defaults, in the order of the documentation. */
enum Setting {
  BOOTSTRAP_SERVERS("kafka.bootstrap-servers", "localhost:9092"),
  APPLICATION_ID("application-id", "cbnet-cloud"),
  STATE_DIRECTORY("state-directory", "${user.home}/.local/state/cbnet/cloud"),
  THREADS("threads", "1"),
  PARTITIONS("topics.partitions", "4"),
  REPLICATION_FACTOR("topics.replication-factor", "1"),
  HTTP_HOST("http.host", "127.0.0.1"),
  HTTP_PORT("http.port", "8080"),
  COMMIT_INTERVAL("commit-interval", "100ms"),
  MAX_REPLAY_AGE("max-replay-age", "7d");

  /** Settings below this are Kafka's own. */
  static final String KAFKA_PROPERTIES = "kafka.properties.";

  private final String key;
  private final String defaultValue;

  Setting(String key, String defaultValue) {
    this.key = key;
    this.defaultValue = defaultValue;
  }

  String key() {
    return key;
  }

  String defaultValue() {
    return defaultValue;
  }

  /** The environment variable that overrides it. */
  String variable() {
    return "CBNET_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  static Optional<Setting> of(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }
}
