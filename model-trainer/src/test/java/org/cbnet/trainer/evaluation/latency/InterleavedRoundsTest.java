package org.cbnet.trainer.evaluation.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.cbnet.trainer.evaluation.FakeStrategy;
import org.junit.jupiter.api.Test;

class InterleavedRoundsTest {
  private static final List<Frame> FRAMES =
      IntStream.range(0, 40).mapToObj(i -> new Frame("f" + i, new byte[1], 1, 1, i % 4)).toList();

  @Test
  void firstInferencesOfABlockDoNotCount() {
    AtomicInteger calls = new AtomicInteger();
    InferenceStrategy strategy =
        FakeStrategy.answering(
            frame -> {
              boolean first = calls.getAndIncrement() % 25 < 5;
              return FakeStrategy.classified(0, "final", first ? 1_000_000 : 2_000);
            });

    double[] micros = new InferenceBlock(strategy, FRAMES).micros(0);

    assertThat(micros).hasSize(20).containsOnly(2);
    assertThat(calls).hasValue(25);
  }

  @Test
  void warmUpRoundsDoNotCount() {
    List<Integer> seen = new ArrayList<>();
    Block block =
        round -> {
          seen.add(round);
          return new double[] {round};
        };

    double[][][] micros =
        new InterleavedRounds(3, 2, 100, new SplittableRandom(1)).measure(List.of(block), d -> {});

    assertThat(micros).isDeepEqualTo(new double[][][] {{{103}, {104}}});
    assertThat(seen).containsExactly(100, 101, 102, 103, 104);
  }

  @Test
  void everyStrategySeesTheSameFramesInEachRoundInChangingOrder() {
    List<String> seen = new ArrayList<>();
    List<InferenceBlock> blocks =
        List.of(
            new InferenceBlock(FakeStrategy.taking("a", 1, seen), FRAMES),
            new InferenceBlock(FakeStrategy.taking("b", 1, seen), FRAMES));

    new InterleavedRounds(5, 25, 0, new SplittableRandom(1)).measure(blocks, done -> {});

    Set<String> leaders = new HashSet<>();
    for (int round = 0; round < 30; round++) {
      List<String> first = seen.subList(round * 50, round * 50 + 25);
      List<String> second = seen.subList(round * 50 + 25, round * 50 + 50);
      leaders.add(first.get(0).substring(0, 1));
      assertThat(first.stream().map(s -> s.substring(1)))
          .containsExactlyElementsOf(second.stream().map(s -> s.substring(1)).toList());
    }
    assertThat(leaders).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void latencyOfANetworkThatDoesNotAnswerIsRefused() {
    InferenceStrategy strategy =
        FakeStrategy.answering(frame -> new Outcome.Failed("not-finite", "NaN"));

    assertThatThrownBy(() -> new InferenceBlock(strategy, FRAMES).micros(0))
        .hasMessageContaining("not-finite");
  }
}
