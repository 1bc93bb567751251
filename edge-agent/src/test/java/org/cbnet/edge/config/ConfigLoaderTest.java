package org.cbnet.edge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.cbnet.edge.energy.Board;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.strategy.StrategyName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {
  @TempDir private Path folder;

  private final Map<String, String> environment = new HashMap<>();

  @Test
  void hasADefaultForEveryKey() {
    AgentConfig config = load();

    assertThat(config)
        .isEqualTo(
            new AgentConfig(
                "pi-kitchen",
                "default",
                Board.PI_4_V12_64,
                Path.of("/home/pi/.local/state/cbnet-agent"),
                new KafkaConfig("localhost:9092", Map.of()),
                new InferenceConfig(
                    StrategyName.CBNET,
                    "cbnet",
                    Path.of("models/fashion-mnist/cbnet"),
                    Optional.empty(),
                    200),
                new SourceConfig(KnownDataSet.FASHION_MNIST, 0, 0, 0),
                new RunConfig(Optional.empty(), Optional.empty()),
                new BatchConfig(50, Duration.ofMillis(500)),
                new SpoolConfig(64 << 20),
                new EnergyConfig(Duration.ofSeconds(10)),
                new StatusConfig(Duration.ofSeconds(5)),
                new ShutdownConfig(Duration.ofSeconds(30)),
                new ClockConfig(false)));
  }

  @Test
  void mapsEveryKey() throws IOException {
    AgentConfig config =
        load(
            """
            device-id: pi-7
            site: roof
            board: rbpzw1.1
            state-directory: /var/lib/agent
            kafka:
              bootstrap-servers: a:1,[::1]:2
              properties:
                linger.ms: 7
                security.protocol: SSL
            inference:
              strategy: early-exit
              reported-as: early-exit@tuned
              bundle: bundles/b
              threshold-nats: 0.25
              warm-up-frames: 3
            source:
              data-set: kmnist
              first-frame: 4
              frames: 5
              frames-per-second: 6.5
            run:
              id: run-7
              link-profile: lte
            batch:
              results: 20
              linger: 2s
            spool:
              max-bytes: 2000000
            energy:
              interval: PT1M
            status:
              interval: 7s
            shutdown:
              drain-timeout: 2m
            clock:
              assume-synced: true
            """);

    assertThat(config)
        .isEqualTo(
            new AgentConfig(
                "pi-7",
                "roof",
                Board.PI_ZERO_W,
                Path.of("/var/lib/agent"),
                new KafkaConfig(
                    "a:1,[::1]:2", Map.of("linger.ms", "7", "security.protocol", "SSL")),
                new InferenceConfig(
                    StrategyName.EARLY_EXIT,
                    "early-exit@tuned",
                    Path.of("bundles/b"),
                    Optional.of(0.25),
                    3),
                new SourceConfig(KnownDataSet.KMNIST, 4, 5, 6.5),
                new RunConfig(Optional.of("run-7"), Optional.of("lte")),
                new BatchConfig(20, Duration.ofSeconds(2)),
                new SpoolConfig(2_000_000),
                new EnergyConfig(Duration.ofMinutes(1)),
                new StatusConfig(Duration.ofSeconds(7)),
                new ShutdownConfig(Duration.ofMinutes(2)),
                new ClockConfig(true)));
  }

  @Test
  void findsEveryKeyInTheEnvironment() {
    AgentConfig expected = load();
    for (Map.Entry<String, String> entry : ConfigKeys.values(expected).entrySet()) {
      String name = entry.getKey().replace('.', '_').replace('-', '_');
      environment.put("CBNET_AGENT_" + name.toUpperCase(java.util.Locale.ROOT), entry.getValue());
    }

    assertThat(load()).isEqualTo(expected);
  }

  @Test
  void putsTheEnvironmentAboveTheFile() throws IOException {
    environment.put("CBNET_AGENT_BATCH_RESULTS", "9");
    environment.put("CBNET_AGENT_KAFKA_PROPERTIES_LINGER_MS", "11");

    AgentConfig config = load("batch:\n  results: 8\nkafka.properties.linger.ms: 10\n");

    assertThat(config.batch().results()).isEqualTo(9);
    assertThat(config.kafka().properties()).containsExactly(Map.entry("linger.ms", "11"));
  }

  @Test
  void leavesOtherVariablesAlone() {
    environment.put("BOARD", "x");
    environment.put("SITE", "y z");

    assertThat(load().site()).isEqualTo("default");
  }

  @Test
  void takesAKeyWithoutAValueForNoKey() throws IOException {
    assertThat(load("run:\n  id:\nsite:\n").run().id()).isEmpty();
  }

  @Test
  void makesADeviceIdOfTheHostsName() {
    Machine machine = new Machine(Map.of(), "küche/1", Path.of("/home/pi"));

    assertThat(new ConfigLoader(machine).load(Optional.empty()).deviceId()).isEqualTo("k-che-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "device-id: a b                | device-id must be [A-Za-z0-9._-]{1,64}: a b",
        "site: 'ä'                     | site must be [A-Za-z0-9._-]{1,64}: ä",
        "board: pi                     | board must be one of rbp5b1.0-64,",
        "kafka.bootstrap-servers: host | kafka.bootstrap-servers must be host:port[,host:port...]: host",
        "kafka.properties.acks: 1      | kafka.properties.acks must be a Kafka producer property",
        "kafka.properties.partitioner.class: X | kafka.properties.partitioner.class must be a Kafka producer property",
        "kafka.properties.partitioner.ignore.keys: true | kafka.properties.partitioner.ignore.keys must be a Kafka producer property",
        "kafka.properties.liner.ms: 1  | kafka.properties.liner.ms must be a Kafka producer property",
        "inference.reported-as: a b    | inference.reported-as must be [A-Za-z0-9._@-]{1,64}: a b",
        "inference.strategy: magic     | inference.strategy must be one of edge-full, early-exit,",
        "inference.threshold-nats: -1  | inference.threshold-nats must be a number from 0.0 to 100.0: -1",
        "inference.threshold-nats: NaN | inference.threshold-nats must be a number from 0.0 to 100.0: NaN",
        "inference.warm-up-frames: -1  | inference.warm-up-frames must be a whole number from 0 to 100000: -1",
        "source.data-set: cifar        | source.data-set must be mnist, fashion-mnist or kmnist: cifar",
        "source.first-frame: -1        | source.first-frame must be a whole number from 0",
        "source.frames: many           | source.frames must be a whole number from 0 to 2147483647: many",
        "source.frames-per-second: -1  | source.frames-per-second must be a number from 0.0",
        "run.id: a/b                   | run.id must be [A-Za-z0-9._-]{1,64}: a/b",
        "run.link-profile: '%'         | run.link-profile must be [A-Za-z0-9._-]{1,64}: %",
        "batch.results: 0              | batch.results must be a whole number from 1 to 1000: 0",
        "batch.results: 1001           | batch.results must be a whole number from 1 to 1000: 1001",
        "batch.linger: 5               | batch.linger must be a duration from 1ms to 60s: 5",
        "batch.linger: 0ms             | batch.linger must be a duration from 1ms to 60s: 0s",
        "spool.max-bytes: 1            | spool.max-bytes must be a whole number of bytes from 1048576",
        "energy.interval: 2h           | energy.interval must be a duration from 100ms to 3600s: 7200s",
        "status.interval: 1ms          | status.interval must be a duration from 100ms to 3600s: 1ms",
        "shutdown.drain-timeout: -PT1S | shutdown.drain-timeout must be a duration from 0s to 3600s: -1s",
        "clock.assume-synced: maybe    | clock.assume-synced must be true or false: maybe",
        "batch.result: 4               | unknown key batch.result: 4 (in ",
        "batch: 4                      | unknown key batch: 4 (in ",
      })
  void refusesWithKeyValueAndWhatIsAllowed(String yaml, String message) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> load(yaml + "\n"))
        .withMessageContaining(message)
        .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("\n"));
  }

  @Test
  void refusesAVariableThatFitsNoKey() {
    environment.put("CBNET_AGENT_BATCH_RESULT", "4");

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(this::load)
        .withMessageStartingWith("unknown key CBNET_AGENT_BATCH_RESULT: 4 (in the environment)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"batch: [", "\tsite: x", "a: b: c"})
  void refusesWhatIsNoYamlInOneLine(String text) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> load(text))
        .withMessageContaining("is no YAML")
        .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("\n"));
  }

  @Test
  void takesNestedAndDottedKeysForTheSame() throws IOException {
    assertThat(load("batch.results: 7\n").batch().results()).isEqualTo(7);
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> load("batch.results: 7\nbatch:\n  results: 8\n"))
        .withMessageStartingWith("batch.results is there twice in ");
  }

  @Test
  void takesADollarSignLiterally() throws IOException {
    AgentConfig config = load("kafka.properties.ssl.keystore.password: 'a${b}c'\n");

    assertThat(config.kafka().properties()).containsValue("a${b}c");
  }

  @Test
  void refusesAFileThatIsNotThere() {
    Path missing = folder.resolve("none.yaml");

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> loader().load(Optional.of(missing)))
        .withMessage("no configuration file " + missing);
  }

  private AgentConfig load() {
    return loader().load(Optional.empty());
  }

  private AgentConfig load(String yaml) throws IOException {
    return loader().load(Optional.of(Files.writeString(folder.resolve("agent.yaml"), yaml)));
  }

  private ConfigLoader loader() {
    return new ConfigLoader(new Machine(environment, "pi-kitchen", Path.of("/home/pi")));
  }
}
