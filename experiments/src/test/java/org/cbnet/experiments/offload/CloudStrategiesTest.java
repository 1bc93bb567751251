package org.cbnet.experiments.offload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.cbnet.edge.config.KafkaConfig;
import org.cbnet.edge.config.OffloadConfig;
import org.cbnet.edge.config.OffloadKafkaConfig;
import org.cbnet.edge.config.OffloadTransport;
import org.cbnet.edge.offload.Offloaders;
import org.cbnet.experiments.link.Link;
import org.cbnet.experiments.link.LinkNetwork;
import org.cbnet.experiments.link.LinkProfiles;
import org.cbnet.experiments.link.OwnCost;
import org.cbnet.experiments.stack.JavaLauncher;
import org.cbnet.experiments.stack.LocalStack;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome.Classified;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.feature.Compression;
import org.cbnet.inference.feature.Precision;
import org.cbnet.inference.offload.Offloader;
import org.cbnet.inference.partition.Partition;
import org.cbnet.inference.planning.CutCost;
import org.cbnet.inference.planning.CutCosts;
import org.cbnet.inference.planning.Decision;
import org.cbnet.inference.planning.Goal;
import org.cbnet.inference.planning.PlanListener;
import org.cbnet.inference.strategy.DeviceSpeed;
import org.cbnet.inference.strategy.Offloading;
import org.cbnet.inference.strategy.Provider;
import org.cbnet.inference.strategy.Strategies;
import org.cbnet.inference.strategy.StrategyName;
import org.cbnet.schemas.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Strategies that ask, over both transports and emulated links, against the cloud's own process.
 */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CloudStrategiesTest {
  private static final Path MODELS = Path.of("..", "models", "fashion-mnist");
  private static final int FRAMES = 60;
  private static final Duration AMPLE = Duration.ofSeconds(20);

  private final List<Decision> decisions = new ArrayList<>();
  private LabelledImages images;
  private LocalStack stack;
  private String broker;
  private URI cloud;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    images = DataSets.sample();
    stack = new LocalStack(folder, JavaLauncher.ofThisProcess());
    broker = stack.startBroker(0, true).address();
    cloud = stack.startOffload(broker, List.of(MODELS)).address();
  }

  @AfterAll
  void stop() {
    stack.close();
  }

  @Test
  void repliesAreSpreadFurtherThanRequests() throws Exception {
    String requests = Topics.OFFLOAD_REQUESTS.name();
    String replies = Topics.OFFLOAD_REPLIES.name();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
      Map<String, TopicDescription> topics =
          admin.describeTopics(List.of(requests, replies)).allTopicNames().get();

      assertThat(topics.get(replies).partitions())
          .hasSize(16 * topics.get(requests).partitions().size());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "cloud-full, http2", "early-exit-offload, http2", "partition, http2",
    "cloud-full, kafka", "early-exit-offload, kafka", "partition, kafka"
  })
  void theCloudAnswersAsTheDeviceDoes(String name, String transport) throws IOException {
    StrategyName strategy = StrategyName.of(name);
    ModelBundle bundle = ModelBundle.load(MODELS.resolve(strategy.network()));
    int asked = 0;
    try (Offloader offloader = offloader(transport);
        InferenceStrategy remote = open(strategy, bundle, offloader, AMPLE);
        InferenceStrategy local =
            Strategies.open(StrategyName.of(strategy.bundles()), bundle, OptionalDouble.empty())) {
      awaitTheCloud(remote);
      for (int i = 0; i < FRAMES; i++) {
        Classified answer = classified(remote, i);

        assertThat(answer.label()).isEqualTo(classified(local, i).label());
        assertThat(answer.offload().fellBack()).isFalse();
        asked += answer.offload().bytesUp() > 0 ? 1 : 0;
      }
      assertThat(offloader.counts().answered()).isGreaterThanOrEqualTo(asked);
      assertThat(asked).isPositive();
    }
  }

  @Test
  void everyFrameIsAnsweredWhileTheLinkIsGoneAndTheCloudIsBackWithIt() throws IOException {
    ModelBundle bundle = ModelBundle.load(MODELS.resolve("lenet"));
    try (LinkNetwork network = new LinkNetwork(1, OwnCost.NONE);
        Link link = network.open("outage", address(), LinkProfiles.LAN);
        Offloader offloader = Offloaders.http2(link.url(), "outage");
        InferenceStrategy remote =
            open(StrategyName.CLOUD_FULL, bundle, offloader, Duration.ofMillis(300))) {
      awaitTheCloud(remote);
      link.change(LinkProfiles.OFFLINE);
      int fellBack = 0;
      for (int i = 0; i < FRAMES; i++) {
        fellBack += classified(remote, i).offload().fellBack() ? 1 : 0;
      }
      // What was on its way already may still have been answered.
      assertThat(fellBack).isGreaterThanOrEqualTo(FRAMES - 1);
      link.change(LinkProfiles.LAN);

      awaitTheCloud(remote);
    }
  }

  @Test
  void cutsElsewhereAsTheLinkChanges() throws IOException {
    ModelBundle bundle = ModelBundle.load(MODELS.resolve("resnet"));
    try (LinkNetwork network = new LinkNetwork(1, OwnCost.NONE);
        Link link = network.open("step", address(), LinkProfiles.LAN);
        Offloader offloader = Offloaders.http2(link.url(), "step");
        InferenceStrategy partition =
            Strategies.open(
                StrategyName.PARTITION,
                bundle,
                OptionalDouble.empty(),
                Provider.CPU,
                new DeviceSpeed(200),
                Optional.of(offloading(offloader, Duration.ofSeconds(5), Optional.empty())),
                decisions::add)) {
      inferUntil(partition, true);
      link.change(LinkProfiles.OFFLINE);
      inferUntil(partition, false);
      link.change(LinkProfiles.LAN);
      inferUntil(partition, true);
    }
  }

  private void inferUntil(InferenceStrategy partition, boolean inTheCloud) {
    do {
      assertThat(classified(partition, 0).label()).isBetween(0, 9);
    } while (decisions.isEmpty()
        || decisions.get(decisions.size() - 1).after().hasTail() != inTheCloud);
  }

  // A connection has to be made, and a tail opened, for which no frame waits.
  private void awaitTheCloud(InferenceStrategy remote) {
    Classified answer;
    int i = 0;
    do {
      answer = classified(remote, i++ % FRAMES);
    } while (answer.offload().bytesDown() == 0 || answer.offload().fellBack());
  }

  private Offloader offloader(String transport) {
    return transport.equals("http2")
        ? Offloaders.http2(cloud, "pi-http")
        : Offloaders.open(
            new OffloadConfig(
                OffloadTransport.KAFKA,
                Optional.empty(),
                Optional.empty(),
                new OffloadKafkaConfig(Optional.empty())),
            new KafkaConfig(broker, Map.of()),
            "pi-kafka");
  }

  private static InferenceStrategy open(
      StrategyName name, ModelBundle bundle, Offloader offloader, Duration deadline)
      throws BundleException {
    return Strategies.open(
        name,
        bundle,
        OptionalDouble.empty(),
        Provider.CPU,
        DeviceSpeed.OWN,
        Optional.of(offloading(offloader, deadline, fixed(name, bundle))),
        PlanListener.NONE);
  }

  // Left to choose, it would rightly stay on the device.
  private static Optional<String> fixed(StrategyName name, ModelBundle bundle)
      throws BundleException {
    return name == StrategyName.PARTITION
        ? Optional.of(Partition.of(bundle).cuts().get(2).id())
        : Optional.empty();
  }

  private static Offloading offloading(
      Offloader offloader, Duration deadline, Optional<String> fixedCut) {
    return new Offloading(
        offloader,
        deadline,
        Precision.FLOAT32,
        Compression.ZSTD,
        Duration.ofMillis(100),
        3,
        Optional.empty(),
        Goal.LEAST_LATENCY,
        inTheCloud(),
        fixedCut);
  }

  /** All on the device takes 2 s by these, until it is measured. */
  private static CutCosts inTheCloud() {
    return (bundle, partition) ->
        partition.cuts().stream()
            .map(cut -> new CutCost(cut, cut.hasTail() ? 1e5 * cut.number() : 2e9, 1e5, 1_000))
            .toList();
  }

  private InetSocketAddress address() {
    return new InetSocketAddress(cloud.getHost(), cloud.getPort());
  }

  private Classified classified(InferenceStrategy strategy, int frame) {
    return (Classified) strategy.infer(images.frame(frame));
  }
}
