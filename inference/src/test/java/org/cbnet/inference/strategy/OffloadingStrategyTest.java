package org.cbnet.inference.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.Outcome.Classified;
import org.cbnet.inference.StageTimes;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.feature.Compression;
import org.cbnet.inference.feature.Precision;
import org.cbnet.inference.offload.OffloadAnswer;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.Partition;
import org.cbnet.inference.planning.CutCost;
import org.cbnet.inference.planning.CutCosts;
import org.cbnet.inference.planning.Decision;
import org.cbnet.inference.planning.Goal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class OffloadingStrategyTest {
  private static final Path MODELS = Path.of("..", "models", "fashion-mnist");
  private static final int FRAMES = 100;
  private static final Duration AMPLE = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(20);

  private static final CutCosts EVEN =
      (bundle, partition) ->
          partition.cuts().stream().map(cut -> new CutCost(cut, 1, 1, 100)).toList();

  private final LabelledImages images;
  private final List<Decision> decisions = new ArrayList<>();

  OffloadingStrategyTest() throws IOException {
    this.images = DataSets.sample();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lenet", "resnet"})
  void theCloudAnswersAsTheDeviceWouldHave(String network) throws IOException {
    ModelBundle bundle = ModelBundle.load(MODELS.resolve(network));
    try (ComputingCloud cloud = new ComputingCloud(bundle);
        InferenceStrategy remote = open(StrategyName.CLOUD_FULL, bundle, offloading(cloud, AMPLE));
        InferenceStrategy whole = local(StrategyName.EDGE_FULL, bundle)) {
      for (int i = 0; i < FRAMES; i++) {
        Classified answer = classified(remote, i);

        assertThat(answer.label()).isEqualTo(classified(whole, i).label());
        assertThat(answer.exit()).isEqualTo("final");
        assertThat(answer.offload().cut()).isEqualTo(Cut.INPUT);
        assertThat(answer.offload().fellBack()).isFalse();
        assertThat(answer.offload().bytesUp()).isBetween(1L, 784L);
        assertThat(answer.offload().bytesDown()).isEqualTo(ComputingCloud.REPLY_BYTES);
        assertThat(stages(answer.times())).isLessThanOrEqualTo(answer.times().totalNanos());
        assertThat(answer.times().cloudNanos()).isPositive();
        assertThat(answer.times().networkNanos()).isNotNegative();
        assertThat(answer.times().encodeNanos()).isPositive();
      }
    }
  }

  @Test
  void aSlowDeviceNearTheCloudDoesNotPackItsImages() throws IOException {
    ModelBundle bundle = ModelBundle.load(MODELS.resolve("lenet"));
    try (ComputingCloud cloud = new ComputingCloud(bundle);
        InferenceStrategy remote =
            open(StrategyName.CLOUD_FULL, bundle, offloading(cloud, AMPLE), new DeviceSpeed(300))) {
      int asTheyAre = 0;
      for (int i = 0; i < 60; i++) {
        asTheyAre += classified(remote, i).offload().bytesUp() == 784 ? 1 : 0;
      }

      // But for the first of each form, and one in 32.
      assertThat(asTheyAre).isGreaterThan(50);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lenet", "resnet"})
  void everyCutAnswersAlike(String network) throws IOException {
    ModelBundle bundle = ModelBundle.load(MODELS.resolve(network));
    for (Cut cut : Partition.of(bundle).cuts()) {
      try (ComputingCloud cloud = new ComputingCloud(bundle);
          InferenceStrategy cutUp = open(StrategyName.PARTITION, bundle, fixed(cloud, AMPLE, cut));
          InferenceStrategy whole = local(StrategyName.EDGE_FULL, bundle)) {
        for (int i = 0; i < FRAMES / 5; i++) {
          Classified answer = classified(cutUp, i);

          assertThat(answer.label()).as(cut.id()).isEqualTo(classified(whole, i).label());
          assertThat(answer.offload().fellBack()).isFalse();
          assertThat(answer.offload().bytesUp() > 0).isEqualTo(cut.hasTail());
        }
        assertThat(new HashSet<>(cloud.cuts()))
            .isEqualTo(cut.hasTail() ? Set.of(cut.id()) : Set.of());
      }
    }
  }

  @Test
  void hardFramesGoToTheCloudAndEasyOnesStay() throws IOException {
    ModelBundle bundle = ModelBundle.load(MODELS.resolve("branchynet"));
    int hard = 0;
    try (ComputingCloud cloud = new ComputingCloud(bundle);
        InferenceStrategy remote =
            open(StrategyName.EARLY_EXIT_OFFLOAD, bundle, offloading(cloud, AMPLE));
        InferenceStrategy device = local(StrategyName.EARLY_EXIT, bundle)) {
      for (int i = 0; i < FRAMES; i++) {
        Classified answer = classified(remote, i);
        Classified expected = classified(device, i);

        assertThat(answer.exit()).isEqualTo(expected.exit());
        assertThat(answer.label()).isEqualTo(expected.label());
        assertThat(answer.offload().cut())
            .isEqualTo(expected.exit().equals("final") ? "1:features" : null);
        hard += expected.exit().equals("final") ? 1 : 0;
      }
      assertThat(cloud.cuts()).hasSize(hard);
      assertThat(hard).isBetween(1, FRAMES - 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cloud-full", "early-exit-offload", "partition"})
  void aSilentCloudIsStoodInForAndSoonLeftAlone(String name) throws IOException {
    StrategyName strategy = StrategyName.of(name);
    ModelBundle bundle = ModelBundle.load(MODELS.resolve(strategy.network()));
    Cut inner = strategy == StrategyName.PARTITION ? Partition.of(bundle).cuts().get(2) : null;
    try (ComputingCloud cloud = new ComputingCloud(bundle);
        InferenceStrategy remote =
            open(strategy, bundle, fixed(cloud, Duration.ofMillis(200), inner))) {
      cloud.reachable = false;
      int fellBack = 0;
      for (int i = 0; i < FRAMES; i++) {
        fellBack += classified(remote, i).offload().fellBack() ? 1 : 0;
      }
      int askedInVain = cloud.cuts().size();

      assertThat(fellBack).isPositive();
      cloud.reachable = true;
      int again = askUntilAnswered(remote, cloud, askedInVain);
      assertThat(again).as("frames until the cloud answers again").isPositive();
    }
  }

  @Test
  void noFrameWaitsForADeadLinkOnceTheCircuitIsOpen() throws IOException {
    ModelBundle bundle = ModelBundle.load(MODELS.resolve("lenet"));
    try (ComputingCloud cloud = new ComputingCloud(bundle);
        InferenceStrategy remote =
            open(StrategyName.CLOUD_FULL, bundle, offloading(cloud, Duration.ofMillis(100)))) {
      cloud.reachable = false;
      for (int i = 0; i < FRAMES; i++) {
        assertThat(classified(remote, i).offload().fellBack()).isTrue();
      }

      assertThat(cloud.cuts()).hasSize(3);
    }
  }

  @Test
  void anAnswerBehindTheDeadlineIsLate() throws IOException {
    ModelBundle bundle = ModelBundle.load(MODELS.resolve("lenet"));
    try (ComputingCloud cloud = new ComputingCloud(bundle);
        InferenceStrategy remote =
            open(StrategyName.CLOUD_FULL, bundle, offloading(cloud, SHORT))) {
      cloud.delayNanos = Duration.ofMillis(300).toNanos();

      assertThat(classified(remote, 0).offload().fellBack()).isTrue();

      while (cloud.counts().late() == 0) {
        Thread.onSpinWait();
      }
      assertThat(cloud.counts().late()).isEqualTo(1);
    }
  }

  @Test
  void aRefusalIsStoodInForAtOnce() throws IOException {
    ModelBundle bundle = ModelBundle.load(MODELS.resolve("lenet"));
    try (ComputingCloud cloud = new ComputingCloud(bundle);
        InferenceStrategy remote = open(StrategyName.CLOUD_FULL, bundle, offloading(cloud, AMPLE));
        InferenceStrategy whole = local(StrategyName.EDGE_FULL, bundle)) {
      cloud.always = new OffloadAnswer.Refused("expired", "too late", 5, 60);

      Classified answer = classified(remote, 0);

      assertThat(answer.offload().fellBack()).isTrue();
      assertThat(answer.offload().bytesDown()).isEqualTo(60);
      assertThat(answer.label()).isEqualTo(classified(whole, 0).label());
      assertThat(answer.times().totalNanos()).isLessThan(AMPLE.toNanos());
    }
  }

  @Test
  void aClassThatTheNetworkHasNotIsNoAnswer() throws IOException {
    ModelBundle bundle = ModelBundle.load(MODELS.resolve("lenet"));
    try (ComputingCloud cloud = new ComputingCloud(bundle);
        InferenceStrategy remote =
            open(StrategyName.CLOUD_FULL, bundle, offloading(cloud, AMPLE))) {
      cloud.always = new OffloadAnswer.Answered(99, 1, "final", 0, 1, 60);

      Classified answer = classified(remote, 0);

      assertThat(answer.label()).isLessThan(10);
      assertThat(answer.offload().fellBack()).isTrue();
    }
  }

  @Test
  void aLighterNetworkAnswersWhereTheOwnOneIsTooSlow() throws IOException {
    ModelBundle bundle = ModelBundle.load(MODELS.resolve("resnet"));
    ModelBundle lighter = ModelBundle.load(MODELS.resolve("truncated"));
    DeviceSpeed slow = new DeviceSpeed(1000);
    try (ComputingCloud cloud = new ComputingCloud(bundle)) {
      cloud.reachable = false;
      Offloading offloading =
          new Offloading(
              cloud,
              SHORT,
              Precision.UINT8,
              Compression.LZ4,
              Duration.ofMillis(100),
              3,
              Optional.of(lighter),
              Goal.LEAST_LATENCY,
              EVEN,
              Optional.empty());
      try (InferenceStrategy remote = open(StrategyName.CLOUD_FULL, bundle, offloading, slow)) {
        assertThat(classified(remote, 0).exit()).isEqualTo(LocalAnswer.LIGHTER);
      }
    }
  }

  @Test
  void movesAwayFromALinkThatGetsSlowAndComesBack() throws IOException {
    ModelBundle bundle = ModelBundle.load(MODELS.resolve("resnet"));
    // About what it takes: a whole network a millisecond, a cut's half what its share of work is.
    CutCosts costs =
        (any, partition) -> {
          double all = partition.cuts().get(0).cloudMacs();
          return partition.cuts().stream()
              .map(cut -> new CutCost(cut, 1e6 * cut.deviceMacs() / all, 1e5, cut.bytes()))
              .toList();
        };
    DeviceSpeed slow = new DeviceSpeed(100);
    try (ComputingCloud cloud = new ComputingCloud(bundle);
        InferenceStrategy remote =
            open(
                StrategyName.PARTITION,
                bundle,
                offloading(cloud, Duration.ofSeconds(2), costs, Optional.empty()),
                slow)) {
      inferUntilLastDecision(remote, true);
      cloud.delayNanos = Duration.ofSeconds(1).toNanos();
      inferUntilLastDecision(remote, false);
      cloud.delayNanos = 0;
      inferUntilLastDecision(remote, true);
    }
  }

  private void inferUntilLastDecision(InferenceStrategy strategy, boolean hasTail) {
    do {
      assertThat(classified(strategy, 0).label()).isNotNegative();
    } while (decisions.isEmpty()
        || decisions.get(decisions.size() - 1).after().hasTail() != hasTail);
  }

  @Test
  void stretchesWhatTheDeviceDoes() throws IOException {
    ModelBundle bundle = ModelBundle.load(MODELS.resolve("resnet"));
    StageTimes own = leastTimes(bundle, DeviceSpeed.OWN);
    StageTimes slow = leastTimes(bundle, new DeviceSpeed(50));

    assertThat(slow.totalNanos())
        .isGreaterThanOrEqualTo(slow.preprocessNanos() + slow.edgeNanos())
        .isGreaterThan(10 * own.totalNanos());
    assertThat(slow.edgeNanos()).isGreaterThan(10 * own.edgeNanos());
  }

  // The first ones are those of cold caches, which take many times as long too.
  private StageTimes leastTimes(ModelBundle bundle, DeviceSpeed speed) throws IOException {
    try (InferenceStrategy strategy =
        Strategies.open(
            StrategyName.EDGE_FULL,
            bundle,
            OptionalDouble.empty(),
            Provider.CPU,
            speed,
            Optional.empty(),
            decisions::add)) {
      return IntStream.range(0, 30)
          .mapToObj(i -> classified(strategy, 0).times())
          .min(Comparator.comparingLong(StageTimes::totalNanos))
          .orElseThrow();
    }
  }

  @Test
  void asksForAWayToTheCloud() throws IOException {
    ModelBundle bundle = ModelBundle.load(MODELS.resolve("lenet"));

    assertThatThrownBy(() -> local(StrategyName.PARTITION, bundle))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("strategy partition asks the cloud")
        .hasMessageContaining("offload.transport");
  }

  @Test
  void refusesTheProfileOfAnotherNetwork() throws IOException {
    ModelBundle bundle = ModelBundle.load(MODELS.resolve("lenet"));
    List<CutCost> others =
        EVEN.of(bundle, Partition.of(ModelBundle.load(MODELS.resolve("resnet"))));
    try (ComputingCloud cloud = new ComputingCloud(bundle)) {
      assertThatThrownBy(
              () ->
                  open(
                      StrategyName.PARTITION,
                      bundle,
                      offloading(cloud, AMPLE, (any, partition) -> others, Optional.empty())))
          .hasMessageContaining("the profile is of");
    }
  }

  private int askUntilAnswered(InferenceStrategy remote, ComputingCloud cloud, int before) {
    for (int i = 0; ; i++) {
      Classified answer = classified(remote, i % FRAMES);
      if (cloud.cuts().size() > before
          && answer.offload().bytesDown() > 0
          && !answer.offload().fellBack()) {
        return i + 1;
      }
    }
  }

  private static Offloading offloading(ComputingCloud cloud, Duration deadline) {
    return offloading(cloud, deadline, EVEN, Optional.empty());
  }

  private static Offloading fixed(ComputingCloud cloud, Duration deadline, Cut cut) {
    return offloading(cloud, deadline, EVEN, Optional.ofNullable(cut).map(Cut::id));
  }

  private static Offloading offloading(
      ComputingCloud cloud, Duration deadline, CutCosts costs, Optional<String> fixedCut) {
    return new Offloading(
        cloud,
        deadline,
        Precision.FLOAT32,
        Compression.LZ4,
        Duration.ofMillis(50),
        3,
        Optional.empty(),
        Goal.LEAST_LATENCY,
        costs,
        fixedCut);
  }

  private InferenceStrategy open(StrategyName name, ModelBundle bundle, Offloading offloading)
      throws BundleException {
    return open(name, bundle, offloading, DeviceSpeed.OWN);
  }

  private InferenceStrategy open(
      StrategyName name, ModelBundle bundle, Offloading offloading, DeviceSpeed speed)
      throws BundleException {
    return Strategies.open(
        name,
        bundle,
        OptionalDouble.empty(),
        Provider.CPU,
        speed,
        Optional.of(offloading),
        decisions::add);
  }

  private static InferenceStrategy local(StrategyName name, ModelBundle bundle)
      throws BundleException {
    return Strategies.open(name, bundle, OptionalDouble.empty());
  }

  private Classified classified(InferenceStrategy strategy, int frame) {
    Outcome outcome = strategy.infer(images.frame(frame));
    assertThat(outcome).isInstanceOf(Classified.class);
    return (Classified) outcome;
  }

  private static long stages(StageTimes times) {
    return times.preprocessNanos()
        + Math.max(0, times.edgeNanos())
        + times.encodeNanos()
        + times.networkNanos()
        + times.cloudNanos();
  }
}
