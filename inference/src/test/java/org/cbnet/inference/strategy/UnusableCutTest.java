package org.cbnet.inference.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.inference.Outcome.Classified;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.feature.Compression;
import org.cbnet.inference.feature.Precision;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.planning.CutCost;
import org.cbnet.inference.planning.CutCosts;
import org.cbnet.inference.planning.Decision;
import org.cbnet.inference.planning.Goal;
import org.cbnet.inference.planning.PlanListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code partition} does where a cut that it would choose can't be opened. */
@Timeout(120)
class UnusableCutTest {
  private static final Path LENET = Path.of("..", "models", "fashion-mnist", "lenet");
  private static final long SECOND = 1_000_000_000;

  // The first inner cut is the best by far, the next one after it, the device the worst.
  private static final CutCosts COSTS =
      (bundle, partition) ->
          partition.cuts().stream()
              .map(
                  cut ->
                      new CutCost(
                          cut, SECOND * cut.number(), cut.number() == 0 ? 9 * SECOND : 0, 9))
              .toList();

  // So slow that the cloud, which is a call away, is the better one whatever the machine does.
  private static final DeviceSpeed SLOW = new DeviceSpeed(300);
  private static final int MOST_FRAMES = 2_000;

  private final LabelledImages images;
  private final Queue<Cut> tried = new ConcurrentLinkedQueue<>();
  private final Told told = new Told();

  UnusableCutTest() throws IOException {
    this.images = DataSets.sample();
  }

  @Test
  void framesGoOnWithTheCutBeforeAndNobodyTriesItAgain() throws IOException {
    ModelBundle bundle = ModelBundle.load(LENET);
    PairOpener opener = PairOpener.of(bundle, Provider.CPU);
    PairOpener failing =
        (partition, cut) -> {
          tried.add(cut);
          if (cut.number() == 1) {
            throw new OrtException("no room for it");
          }
          return opener.open(partition, cut);
        };
    Set<String> used = new HashSet<>();
    try (ComputingCloud cloud = new ComputingCloud(bundle);
        InferenceStrategy strategy = open(bundle, offloading(cloud), failing)) {
      String cut = null;
      // Each frame is answered; the second best cut takes over in the end.
      for (int i = 0; i < MOST_FRAMES && !"2:trunk.4.out".equals(cut); i++) {
        cut = infer(strategy).offload().cut();
        used.add(cut == null ? "device" : cut);
      }
    }

    assertThat(used).containsExactlyInAnyOrder("device", "2:trunk.4.out");
    assertThat(tried).extracting(Cut::number).containsExactly(4, 1, 2);
    assertThat(told.leftOut)
        .containsExactly("1:trunk.1.out: its halves can't be opened: no room for it");
  }

  private Classified infer(InferenceStrategy strategy) {
    Outcome outcome = strategy.infer(images.frame(0));
    assertThat(outcome).isInstanceOf(Classified.class);
    return (Classified) outcome;
  }

  private InferenceStrategy open(ModelBundle bundle, Offloading offloading, PairOpener pairs)
      throws IOException {
    return new OffloadingStrategy(
        StrategyName.PARTITION.id(),
        bundle,
        offloading,
        SLOW,
        new PartitionSide(bundle, offloading, SLOW, pairs, told),
        LocalAnswer.open(bundle, offloading, Provider.CPU));
  }

  private static Offloading offloading(ComputingCloud cloud) {
    return new Offloading(
        cloud,
        Duration.ofSeconds(30),
        Precision.UINT8,
        Compression.LZ4,
        Duration.ofMillis(50),
        3,
        Optional.empty(),
        Goal.LEAST_LATENCY,
        COSTS,
        Optional.empty());
  }

  private static final class Told implements PlanListener {
    private final List<String> leftOut = new ArrayList<>();

    @Override
    public void decided(Decision decision) {}

    @Override
    public void leftOut(Cut cut, String reason) {
      leftOut.add(cut.id() + ": " + reason);
    }
  }
}
