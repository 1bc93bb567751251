package org.cbnet.cloud.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
  private static final String EVERY_KEY =
      """
      kafka:
        bootstrap-servers: "one:9092,two:9093"
        properties:
          security.protocol: SSL
          "max.poll.records": 7
      application-id: other
      state-directory: /var/lib/other
      threads: 3
      topics:
        partitions: 8
        replication-factor: 2
      http:
        host: 0.0.0.0
        port: 0
        allowed-hosts: cloud.example, cloud
        tls:
          certificate: /etc/cloud.crt
          private-key: /etc/cloud.key
      commit-interval: 250ms
      max-replay-age: 12h
      bundles:
        trusted-keys: /keys/a.pem, /keys
        max-bytes: 5000
        max-count: 3
        rollout-interval: 3s
      """;

  @TempDir private Path directory;

  @Test
  void defaultsMatchTheDocumentedOnes() {
    assertThat(read(Map.of(), ""))
        .isEqualTo(
            new CloudConfig(
                new CloudConfig.Kafka("localhost:9092", Map.of()),
                "cbnet-cloud",
                Path.of(System.getProperty("user.home"), ".local/state/cbnet/cloud"),
                1,
                new CloudConfig.NewTopics(4, 1),
                new CloudConfig.Http("127.0.0.1", 8080),
                Duration.ofSeconds(5),
                Duration.ofDays(7),
                Control.DEFAULT,
                new CloudConfig.Bundles(List.of(), 64 << 20, 16, Duration.ofSeconds(10))));
    assertThat(new ConfigReader(Map.of()).read(Optional.empty())).isEqualTo(read(Map.of(), ""));
  }

  @Test
  void mapsEveryKey() {
    assertThat(read(Map.of(), EVERY_KEY))
        .isEqualTo(
            new CloudConfig(
                new CloudConfig.Kafka(
                    "one:9092,two:9093",
                    Map.of("security.protocol", "SSL", "max.poll.records", "7")),
                "other",
                Path.of("/var/lib/other"),
                3,
                new CloudConfig.NewTopics(8, 2),
                new CloudConfig.Http(
                    "0.0.0.0",
                    0,
                    Set.of("cloud.example", "cloud"),
                    Optional.of(Tls.pem(Path.of("/etc/cloud.crt"), Path.of("/etc/cloud.key")))),
                Duration.ofMillis(250),
                Duration.ofHours(12),
                Control.DEFAULT,
                new CloudConfig.Bundles(
                    List.of(Path.of("/keys/a.pem"), Path.of("/keys")),
                    5_000,
                    3,
                    Duration.ofSeconds(3))));
  }

  @Test
  void mapsEveryKeyOfOffloading() {
    String yaml =
        """
        offload:
          bundles: /srv/bundles, more
          host: 0.0.0.0
          port: 0
          group: other
          workers: 2
          batch: 4
          tails: 3
          queue-requests: 50
          queue-bytes: 4000000
          reply-time: 5ms
        """;
    Offload asWritten =
        new Offload(
            List.of(Path.of("/srv/bundles"), Path.of("more")),
            "0.0.0.0",
            0,
            "other",
            2,
            4,
            3,
            50,
            4_000_000,
            Duration.ofMillis(5));

    assertThat(read(Map.of(), "").offload()).isEqualTo(Offload.DEFAULT);
    assertThat(read(Map.of(), yaml).offload()).isEqualTo(asWritten);
    assertThat(read(Map.of("CBNET_OFFLOAD_QUEUE_BYTES", "5000000"), yaml).offload().queueBytes())
        .isEqualTo(5_000_000);
  }

  @Test
  void theEnvironmentOverridesEveryKey() {
    CloudConfig config =
        read(
            Map.ofEntries(
                Map.entry("CBNET_KAFKA_BOOTSTRAP_SERVERS", "env:1"),
                Map.entry("CBNET_KAFKA_PROPERTIES_SECURITY_PROTOCOL", "SASL_SSL"),
                Map.entry("CBNET_APPLICATION_ID", "env"),
                Map.entry("CBNET_STATE_DIRECTORY", "/env"),
                Map.entry("CBNET_THREADS", "5"),
                Map.entry("CBNET_TOPICS_PARTITIONS", "6"),
                Map.entry("CBNET_TOPICS_REPLICATION_FACTOR", "3"),
                Map.entry("CBNET_HTTP_HOST", "::1"),
                Map.entry("CBNET_HTTP_PORT", "81"),
                Map.entry("CBNET_HTTP_ALLOWED_HOSTS", "env.example"),
                Map.entry("CBNET_HTTP_TLS_CERTIFICATE", "/env.crt"),
                Map.entry("CBNET_HTTP_TLS_PRIVATE_KEY", "/env.key"),
                Map.entry("CBNET_COMMIT_INTERVAL", "1s"),
                Map.entry("CBNET_MAX_REPLAY_AGE", "30m"),
                Map.entry("CBNET_BUNDLES_TRUSTED_KEYS", "/env.pem"),
                Map.entry("CBNET_BUNDLES_MAX_BYTES", "4000"),
                Map.entry("CBNET_BUNDLES_MAX_COUNT", "2"),
                Map.entry("CBNET_BUNDLES_ROLLOUT_INTERVAL", "2s"),
                Map.entry("CBNET_DATA_DIR", "another command's")),
            EVERY_KEY);

    assertThat(config)
        .isEqualTo(
            new CloudConfig(
                new CloudConfig.Kafka(
                    "env:1", Map.of("security.protocol", "SASL_SSL", "max.poll.records", "7")),
                "env",
                Path.of("/env"),
                5,
                new CloudConfig.NewTopics(6, 3),
                new CloudConfig.Http(
                    "::1",
                    81,
                    Set.of("env.example"),
                    Optional.of(Tls.pem(Path.of("/env.crt"), Path.of("/env.key")))),
                Duration.ofSeconds(1),
                Duration.ofMinutes(30),
                Control.DEFAULT,
                new CloudConfig.Bundles(
                    List.of(Path.of("/env.pem")), 4_000, 2, Duration.ofSeconds(2))));
  }

  @Test
  void aValueMayNameAVariableWithADefault() {
    assertThat(read(Map.of("HOST_IP", "10.0.0.1"), "http:\n  host: ${HOST_IP:127.0.0.1}\n").http())
        .isEqualTo(new CloudConfig.Http("10.0.0.1", 8080));
    assertThat(read(Map.of(), "http:\n  host: ${HOST_IP:127.0.0.1}\n").http())
        .isEqualTo(new CloudConfig.Http("127.0.0.1", 8080));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "http: {prot: 1};        http.prot;               http.port",
        "kafka: {bootstrap: a};  kafka.bootstrap;         kafka.bootstrap-servers",
        "kafka: {bootstrap-servers: broker}; 'broker';    host:port",
        "application-id: 'a b';  'a b';                   [A-Za-z0-9._-]",
        "kafka: {properties: {processing.guarantee: x}}; kafka.properties.processing.guarantee;"
            + " set",
        "kafka: {properties: {application.id: x}}; kafka.properties.application.id; set",
        "kafka: {properties: {producer.bootstrap.servers: x}}; producer.bootstrap.servers; set",
        "kafka: {properties: {default.key.serde: x}}; kafka.properties.default.key.serde; set",
        "threads: 0;             threads is '0';          from 1 to 64",
        "threads: two;           threads is 'two';        whole number",
        "topics: {partitions: 0}; topics.partitions is '0'; from 1 to 1000",
        "topics: {replication-factor: 11}; '11';          from 1 to 10",
        "http: {port: 65536};    http.port is '65536';    from 0 to 65535",
        "http: {host: 'a b'};    http.host is 'a b';      host name",
        "http: {allowed-hosts: 'a b'}; http.allowed-hosts is 'a b'; names",
        "http: {tls: {certificate: a}}; private-key;     key-store",
        "http: {tls: {key-store: a}}; password-file;     PEM",
        "commit-interval: 1ms;   commit-interval is '1ms'; from 10ms to 1m",
        "commit-interval: 100;   '100';                   such as 100ms",
        "max-replay-age: 366d;   max-replay-age is '366d'; from 1m to 365d",
        "offload: {port: 65536}; offload.port is '65536'; from 0 to 65535",
        "offload: {host: 'a b'}; offload.host is 'a b';   host name",
        "offload: {group: 'a b'}; offload.group is 'a b'; [A-Za-z0-9._-]",
        "offload: {workers: 0};  offload.workers is '0';  from 1 to 64",
        "offload: {batch: 65};   offload.batch is '65';   from 1 to 64",
        "offload: {tails: 0};    offload.tails is '0';    from 1 to 1000",
        "offload: {queue-requests: 0}; offload.queue-requests is '0'; from 1 to",
        "offload: {queue-bytes: 1000}; offload.queue-bytes is '1000'; from 2097152",
        "offload: {reply-time: 2s}; offload.reply-time is '2s'; to 1s",
        "'http: [';              YAML;                    line",
      })
  void rejectsWhatIsNotAllowedByName(String yaml, String first, String second) {
    assertThatThrownBy(() -> read(Map.of(), yaml))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(first)
        .hasMessageContaining(second);
  }

  @Test
  void namesAFileThatIsNotThere() {
    assertThatThrownBy(
            () -> new ConfigReader(Map.of()).read(Optional.of(directory.resolve("none.yaml"))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("none.yaml");
  }

  @Test
  void theReadmeTellsEveryKeyWithItsDefault() throws IOException {
    String readme = Files.readString(Path.of("README.md"));

    for (Setting setting : Setting.values()) {
      String shown = setting.defaultValue().replace("${user.home}", "~");
      assertThat(readme)
          .contains("| `%s` | `%s` | `%s` |".formatted(setting.key(), setting.variable(), shown));
    }
  }

  private CloudConfig read(Map<String, String> environment, String yaml) {
    Path file = directory.resolve("cloud.yaml");
    try {
      Files.writeString(file, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ConfigReader(environment).read(Optional.of(file));
  }
}
