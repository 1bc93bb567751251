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
  HTTP_ALLOWED_HOSTS("http.allowed-hosts", ""),
  HTTP_TLS_CERTIFICATE("http.tls.certificate", ""),
  HTTP_TLS_PRIVATE_KEY("http.tls.private-key", ""),
  HTTP_TLS_KEY_STORE("http.tls.key-store", ""),
  HTTP_TLS_PASSWORD_FILE("http.tls.password-file", ""),
  COMMIT_INTERVAL("commit-interval", "5s"),
  HTTP_ADVERTISED("http.advertised", ""),
  HTTP_PEER_TOKEN_FILE("http.peer-token-file", ""),
  STANDBYS("standbys", "0"),
  STATE_MEMORY("state.memory", "64"),
  STATE_CACHED_ROWS("state.cached-rows", "20000"),
  MAX_REPLAY_AGE("max-replay-age", "7d"),
  CONTROL_KEY_FILE("control.key-file", ""),
  REGISTRY_ENFORCE("registry.enforce", "false"),
  PRESENCE_LATE("presence.late-after", "30s"),
  PRESENCE_OFFLINE("presence.offline-after", "5m"),
  BUNDLES_TRUSTED_KEYS("bundles.trusted-keys", ""),
  BUNDLES_MAX_BYTES("bundles.max-bytes", "67108864"),
  BUNDLES_MAX_COUNT("bundles.max-count", "16"),
  BUNDLES_ROLLOUT_INTERVAL("bundles.rollout-interval", "10s"),
  OFFLOAD_BUNDLES("offload.bundles", "models"),
  OFFLOAD_HOST("offload.host", "127.0.0.1"),
  OFFLOAD_PORT("offload.port", "8090"),
  OFFLOAD_GROUP("offload.group", "cbnet-offload"),
  OFFLOAD_WORKERS("offload.workers", "1"),
  OFFLOAD_BATCH("offload.batch", "8"),
  OFFLOAD_TAILS("offload.tails", "32"),
  OFFLOAD_QUEUE_REQUESTS("offload.queue-requests", "1000"),
  OFFLOAD_QUEUE_BYTES("offload.queue-bytes", "67108864"),
  OFFLOAD_REPLY_TIME("offload.reply-time", "1ms");

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
