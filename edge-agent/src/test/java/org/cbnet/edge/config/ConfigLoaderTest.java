package org.cbnet.edge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cbnet.edge.capture.DataSetOrder;
import org.cbnet.edge.capture.directory.AfterFile;
import org.cbnet.edge.capture.directory.FileOrder;
import org.cbnet.edge.capture.stream.StreamFormat;
import org.cbnet.edge.capture.stream.WhenBehind;
import org.cbnet.edge.energy.Board;
import org.cbnet.edge.energy.MeterKind;
import org.cbnet.edge.energy.instrument.Correction;
import org.cbnet.edge.energy.instrument.CsvColumns;
import org.cbnet.edge.energy.instrument.IdlePower;
import org.cbnet.edge.spool.Durability;
import org.cbnet.edge.spool.FullPolicy;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.feature.Compression;
import org.cbnet.inference.feature.Precision;
import org.cbnet.inference.planning.Objective;
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
                    1,
                    200),
                new SourceConfig(
                    SourceKind.DATA_SET,
                    KnownDataSet.FASHION_MNIST,
                    0,
                    0,
                    0,
                    DataSetOrder.FILE,
                    0,
                    1,
                    Optional.empty(),
                    Path.of("models/fashion-mnist/branchynet"),
                    4 << 20,
                    4_000_000,
                    new DirectoryConfig(
                        Optional.empty(), AfterFile.MOVE, FileOrder.NAME, Duration.ofMillis(500)),
                    new StreamConfig(
                        Optional.empty(), StreamFormat.MJPEG, 640, 480, WhenBehind.WAIT),
                    new HttpConfig(8091, 64)),
                new RunConfig(Optional.empty(), Optional.empty(), Optional.empty()),
                new BatchConfig(50, Duration.ofMillis(500)),
                new SpoolConfig(
                    64 << 20,
                    FullPolicy.DROP_OLDEST,
                    Duration.ofDays(7),
                    Durability.EVERY_BATCH,
                    Duration.ofSeconds(5)),
                new EnergyConfig(
                    Duration.ofSeconds(10),
                    MeterKind.AUTO,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()),
                new StatusConfig(Duration.ofSeconds(5)),
                new ShutdownConfig(Duration.ofSeconds(30)),
                new ClockConfig(false),
                new HealthConfig("127.0.0.1", 8085, Optional.empty()),
                new SteeringConfig(
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    Duration.ofSeconds(30),
                    64 << 20,
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(1),
                    Duration.ofMillis(500)),
                new OffloadConfig(
                    OffloadTransport.NONE,
                    Optional.empty(),
                    Optional.empty(),
                    new OffloadKafkaConfig(Optional.empty()))));
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
              device-speed-factor: 8
              warm-up-frames: 3
            source:
              kind: http
              data-set: kmnist
              first-frame: 4
              frames: 5
              frames-per-second: 6.5
              order: shuffled
              seed: 7
              repeat: 8
              hard-share: 0.5
              hard-judge: bundles/judge
              max-image-bytes: 2048
              max-pixels: 1000000
              directory:
                path: /var/frames
                after: delete
                order: time
                settle: 2s
              stream:
                path: /run/camera
                format: yuv420
                width: 320
                height: 240
                when-behind: skip
              http:
                port: 9000
                waiting: 10
            run:
              id: run-7
              link-profile: lte
              paired-arms: 4
            batch:
              results: 20
              linger: 2s
            spool:
              max-bytes: 2000000
              when-full: block
              max-age: 1d
              durability: interval
              sync-interval: 1s
            energy:
              interval: PT1M
              meter: csv
              address: http://[::1]:8080
              device: /dev/ttyUSB0
              csv-columns: millis,volts,milliamperes,-
              sample-interval: 250ms
              idle-watts: 2.31+-0.02
              accuracy: 0.01
              correction: 1.1451*P+0.5879
            status:
              interval: 7s
            shutdown:
              drain-timeout: 2m
            clock:
              assume-synced: true
            health:
              address: "::1"
              port: 0
              host-names: Pi-7.local,pi-7
            steering:
              url: https://cloud.example:8443/
              token-file: /etc/agent/token
              control-keys: control.pem
              trusted-keys: old.pem, new.pem
              poll-wait: 5s
              max-bundle-bytes: 5000
              download-timeout: 1m
              probation: 2s
              frame-limit: 30ms
            offload:
              transport: http2
              url: http://[::1]:8095/
              reply-partition: 3
              deadline: 80ms
              precision: float16
              compression: zstd
              misses-to-open: 5
              probe-interval: 1s
              fallback-bundle: bundles/light
              partition:
                objective: latency-within-energy
                millijoules-budget: 0.5
                sending-watts: 0.8
                device-profile: here.json
                cloud-profile: there.json
              kafka:
                bootstrap-servers: b:1,c:2
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
                    8,
                    3),
                new SourceConfig(
                    SourceKind.HTTP,
                    KnownDataSet.KMNIST,
                    4,
                    5,
                    6.5,
                    DataSetOrder.SHUFFLED,
                    7,
                    8,
                    Optional.of(0.5),
                    Path.of("bundles/judge"),
                    2_048,
                    1_000_000,
                    new DirectoryConfig(
                        Optional.of(Path.of("/var/frames")),
                        AfterFile.DELETE,
                        FileOrder.TIME,
                        Duration.ofSeconds(2)),
                    new StreamConfig(
                        Optional.of(Path.of("/run/camera")),
                        StreamFormat.YUV420,
                        320,
                        240,
                        WhenBehind.SKIP),
                    new HttpConfig(9000, 10)),
                new RunConfig(Optional.of("run-7"), Optional.of("lte"), Optional.of(4)),
                new BatchConfig(20, Duration.ofSeconds(2)),
                new SpoolConfig(
                    2_000_000,
                    FullPolicy.BLOCK,
                    Duration.ofDays(1),
                    Durability.INTERVAL,
                    Duration.ofSeconds(1)),
                new EnergyConfig(
                    Duration.ofMinutes(1),
                    MeterKind.CSV,
                    Optional.of(URI.create("http://[::1]:8080")),
                    Optional.of(Path.of("/dev/ttyUSB0")),
                    Optional.of(CsvColumns.of("millis,volts,milliamperes,-")),
                    Optional.of(Duration.ofMillis(250)),
                    Optional.of(new IdlePower(2.31, OptionalDouble.of(0.02))),
                    Optional.of(0.01),
                    Optional.of(new Correction(1.1451, 0.5879))),
                new StatusConfig(Duration.ofSeconds(7)),
                new ShutdownConfig(Duration.ofMinutes(2)),
                new ClockConfig(true),
                new HealthConfig("::1", 0, Optional.of("Pi-7.local,pi-7")),
                new SteeringConfig(
                    Optional.of(URI.create("https://cloud.example:8443")),
                    Optional.of(Path.of("/etc/agent/token")),
                    List.of(Path.of("control.pem")),
                    List.of(Path.of("old.pem"), Path.of("new.pem")),
                    Duration.ofSeconds(5),
                    5_000,
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(2),
                    Duration.ofMillis(30)),
                new OffloadConfig(
                    OffloadTransport.HTTP2,
                    Optional.of(URI.create("http://[::1]:8095")),
                    Optional.of(3),
                    Duration.ofMillis(80),
                    Precision.FLOAT16,
                    Compression.ZSTD,
                    5,
                    Duration.ofSeconds(1),
                    Optional.of(Path.of("bundles/light")),
                    new OffloadKafkaConfig(Optional.of("b:1,c:2")),
                    new PartitionConfig(
                        Objective.LATENCY_WITHIN_ENERGY,
                        Optional.of(0.5),
                        0.8,
                        Optional.of(Path.of("here.json")),
                        Optional.of(Path.of("there.json"))))));
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
        "board: pi                     | board must be one of auto, rbp5b1.0-64,",
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
        "run.paired-arms: 4            | run.paired-arms needs run.id: frames are paired within a run",
        "run.paired-arms: 17           | run.paired-arms must be a whole number from 2 to 16: 17",
        "run.link-profile: '%'         | run.link-profile must be [A-Za-z0-9._-]{1,64}: %",
        "batch.results: 0              | batch.results must be a whole number from 1 to 1000: 0",
        "batch.results: 1001           | batch.results must be a whole number from 1 to 1000: 1001",
        "batch.linger: 5               | batch.linger must be a duration from 1ms to 60s: 5",
        "batch.linger: 0ms             | batch.linger must be a duration from 1ms to 60s: 0s",
        "spool.max-bytes: 1            | spool.max-bytes must be a whole number of bytes from 1048576",
        "energy.meter: gauge           | energy.meter must be one of auto, model, hwmon,",
        "energy.meter: shelly          | energy.address must be http://HOST or http://HOST:PORT of the plug where energy.meter is shelly: it is not set",
        "energy.meter: csv             | energy.device must be a device,",
        "energy.address: https://a/b   | energy.address must be http://HOST or http://HOST:PORT of the plug: https://a/b",
        "offload.deadline: 1ms        | offload.deadline must be a duration from 5ms to 60s: 1ms",
        "offload.precision: int4      | offload.precision must be one of float32, float16, uint8: int4",
        "offload.partition.objective: latency-within-energy | offload.partition.millijoules-budget must be a number from 0.001 to 1000000.0 where offload.partition.objective is latency-within-energy: it is not set",
        "inference.device-speed-factor: 0.5 | inference.device-speed-factor must be a number from 1.0 to 1000.0: 0.5",
        "offload.transport: grpc       | offload.transport must be one of none, kafka, http2: grpc",
        "offload.transport: http2      | offload.url must be http://HOST[:PORT] or https://... where offload.transport is http2: it is not set",
        "offload.url: http://u:p@a     | offload.url must be http://HOST[:PORT] or https://...: http://(hidden)@a",
        "energy.address: http://u:p@a  | energy.address must be http://HOST or http://HOST:PORT of the plug: http://(hidden)@a",
        "energy.csv-columns: volts     | energy.csv-columns must be columns in their order,",
        "energy.sample-interval: 1ms   | energy.sample-interval must be a duration from 2ms to 60s: 1ms",
        "energy.idle-watts: -1         | energy.idle-watts must be watts such as 2.31,",
        "energy.accuracy: 2            | energy.accuracy must be a number from 0.0 to 1.0: 2.0",
        "energy.correction: 2P         | energy.correction must be SLOPE*P+WATTS such as 1.1451*P+0.5879: 2P",
        "energy.interval: 2h           | energy.interval must be a duration from 100ms to 3600s: 7200s",
        "status.interval: 1ms          | status.interval must be a duration from 100ms to 3600s: 1ms",
        "shutdown.drain-timeout: -PT1S | shutdown.drain-timeout must be a duration from 0s to 3600s: -1s",
        "clock.assume-synced: maybe    | clock.assume-synced must be true or false: maybe",
        "health.address: pi.local      | health.address must be an IP address of this machine: pi.local",
        "health.address: 1.2.3.256     | health.address must be an IP address of this machine: 1.2.3.256",
        "health.address: ':::1'        | health.address must be an IP address of this machine: :::1",
        "health.port: 65536            | health.port must be a whole number from 0 to 65535: 65536",
        "health.host-names: 'a b'      | health.host-names must be NAME[,NAME...]: a b",
        "steering.url: ftp://a         | steering.url must be http://HOST[:PORT] or https://...: ftp://a",
        "steering.url: https://me:secret@a | steering.url must not hold a user or a password: use steering.token-file",
        "steering.url: https://a       | steering.control-keys must name a public key of the cloud where steering.url is set",
        "steering.poll-wait: 0s        | steering.poll-wait must be a duration from 1s to 300s: 0s",
        "steering.max-bundle-bytes: 1  | steering.max-bundle-bytes must be a whole number of bytes from 1024",
        "steering.download-timeout: 0s | steering.download-timeout must be a duration from 1s to 21600s: 0s",
        "steering.probation: 2h        | steering.probation must be a duration from 1s to 3600s: 7200s",
        "steering.frame-limit: 0s      | steering.frame-limit must be a duration from 1ms to 60s: 0s",
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
