package org.cbnet.edge.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cbnet.edge.clock.ManualClock;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.LabelledImages;
import org.cbnet.inference.strategy.Strategies;
import org.cbnet.inference.strategy.StrategyName;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DataSetPlanTest {
  private static final Path BRANCHYNET = Path.of("../models/fashion-mnist/branchynet");
  private static LabelledImages sample;

  @BeforeAll
  static void loadSample() throws IOException {
    sample = DataSets.sample();
  }

  @Test
  void shufflesAsTheSeedSays() throws InterruptedException {
    List<Frame> one = frames(shuffled(0, 200, 7, 1));
    List<Frame> same = frames(shuffled(0, 200, 7, 1));
    List<Frame> other = frames(shuffled(0, 200, 8, 1));

    assertThat(ids(one)).isEqualTo(ids(same)).isNotEqualTo(ids(other)).hasSize(200);
    assertThat(new HashSet<>(ids(one))).hasSize(200);
    assertThat(ids(one)).anyMatch(id -> id.compareTo("t10k-00900") > 0);
  }

  @Test
  void shufflesOnlyWhatFollowsTheFirstImage() throws InterruptedException {
    assertThat(ids(frames(shuffled(990, 0, 7, 1))))
        .hasSize(10)
        .allMatch(id -> id.startsWith("t10k-0099"));
  }

  @Test
  void repeatsWithIdsThatAreUniqueAndASharedOrder() throws InterruptedException {
    List<Frame> frames = frames(plan(5, 2, DataSetOrder.FILE, 0, 3, Optional.empty()));

    assertThat(ids(frames))
        .containsExactly(
            "t10k-00005",
            "t10k-00006",
            "t10k-00005.1",
            "t10k-00006.1",
            "t10k-00005.2",
            "t10k-00006.2");
    assertThat(frames.get(4).pixels()).isSameAs(frames.get(0).pixels());
    assertThat(frames.get(4).trueLabel()).isEqualTo(sample.label(5));
  }

  @Test
  void shufflesTheSameImagesAnewInEveryPass() throws InterruptedException {
    List<String> ids = ids(frames(shuffled(0, 50, 7, 2)));
    List<String> first = ids.subList(0, 50);
    List<String> second = ids.subList(50, 100).stream().map(id -> id.replace(".1", "")).toList();

    assertThat(second).containsExactlyInAnyOrderElementsOf(first).isNotEqualTo(first);
    assertThat(new HashSet<>(ids)).hasSize(100);
  }

  @Test
  void repeatsForEverUntilItIsClosed() throws InterruptedException {
    DataSetSource source = source(plan(0, 3, DataSetOrder.FILE, 0, 0, Optional.empty()));
    for (int i = 0; i < 100; i++) {
      assertThat(source.poll(Duration.ZERO)).isInstanceOf(Capture.Image.class);
    }

    source.close();

    assertThat(source.poll(Duration.ZERO)).isSameAs(Capture.Empty.END);
  }

  @Test
  void hasTheShareOfHardImagesInEveryStretch() throws InterruptedException {
    BitSet hard = new BitSet();
    hard.set(600, 1_000);
    for (DataSetOrder order : DataSetOrder.values()) {
      List<Frame> frames =
          frames(plan(0, 200, order, 7, 1, Optional.of(new DataSetPlan.Strata(0.25, hard))));

      assertThat(frames).hasSize(200);
      for (int from = 0; from < 200; from += 20) {
        assertThat(
                frames.subList(from, from + 20).stream()
                    .filter(frame -> hard.get(index(frame)))
                    .count())
            .isEqualTo(5);
      }
      assertThat(new HashSet<>(ids(frames))).hasSize(200);
    }
  }

  @Test
  void givesAsManyAsTheShareAllowsForZeroFrames() throws InterruptedException {
    BitSet hard = new BitSet();
    hard.set(0, 100);

    assertThat(frames(strata(0, 0.5, hard))).hasSize(200);
    assertThat(frames(strata(0, 0, hard))).hasSize(900);
    assertThat(frames(strata(0, 1, hard))).hasSize(100);
  }

  @Test
  void refusesAShareThatTheDataSetDoesNotHave() {
    BitSet hard = new BitSet();
    hard.set(0, 100);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> source(strata(300, 0.5, hard)))
        .withMessage(
            "fashion-mnist has 100 hard and 900 easy images from index 0 on: there are not 300"
                + " with a share of 0.5 hard ones");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source(strata(0, 1, new BitSet())))
        .withMessageContaining("there are not any with a share of 1.0 hard ones");
  }

  @Test
  void theShippedNetworkTellsHardImagesFromEasyOnes() throws IOException {
    BitSet hard;
    try (InferenceStrategy branchynet =
        Strategies.open(
            StrategyName.EARLY_EXIT, ModelBundle.load(BRANCHYNET), OptionalDouble.empty())) {
      hard = new ExitJudge(branchynet, "exit1").hard(sample, 0);
    }

    // The threshold lets exit 1 answer most images.
    assertThat(hard.cardinality()).isBetween(50, 450);
    assertThat(hard.length()).isLessThanOrEqualTo(1_000);
  }

  @Test
  void saysWhichImageItsJudgeCanNotJudge() throws IOException {
    LabelledImages small = new LabelledImages("tiny", "x", "here", 2, 2, new byte[4], new byte[1]);
    try (InferenceStrategy branchynet =
        Strategies.open(
            StrategyName.EARLY_EXIT, ModelBundle.load(BRANCHYNET), OptionalDouble.empty())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new ExitJudge(branchynet, "exit1").hard(small, 0))
          .withMessageContaining("image 0 is hard: shape");
    }
  }

  private static DataSetPlan shuffled(int first, int frames, long seed, int passes) {
    return plan(first, frames, DataSetOrder.SHUFFLED, seed, passes, Optional.empty());
  }

  private static DataSetPlan strata(int frames, double share, BitSet hard) {
    return plan(
        0, frames, DataSetOrder.FILE, 0, 1, Optional.of(new DataSetPlan.Strata(share, hard)));
  }

  private static DataSetPlan plan(
      int first,
      int frames,
      DataSetOrder order,
      long seed,
      int passes,
      Optional<DataSetPlan.Strata> strata) {
    return new DataSetPlan(first, frames, order, seed, passes, strata);
  }

  private static DataSetSource source(DataSetPlan plan) {
    return new DataSetSource(sample, plan, 0, new ManualClock());
  }

  private static List<Frame> frames(DataSetPlan plan) throws InterruptedException {
    List<Frame> frames = new ArrayList<>();
    try (DataSetSource source = source(plan)) {
      while (source.poll(Duration.ZERO) instanceof Capture.Image image) {
        frames.add(image.frame());
      }
    }
    return frames;
  }

  private static List<String> ids(List<Frame> frames) {
    return frames.stream().map(Frame::id).toList();
  }

  private static int index(Frame frame) {
    return Integer.parseInt(frame.id().substring("t10k-".length()));
  }
}
