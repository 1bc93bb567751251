package org.cbnet.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.cbnet.inference.Frame;
import org.cbnet.inference.InferenceStrategy;
import org.cbnet.inference.Outcome;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  private static final List<Frame> FRAMES =
      IntStream.range(0, 40).mapToObj(i -> new Frame("f" + i, new byte[1], 1, 1, i % 4)).toList();

  @Test
  void accuracyIsTheExactShareOfAllFrames() {
    InferenceStrategy strategy =
        FakeStrategy.answering(
            frame ->
                FakeStrategy.classified(
                    frame.trueLabel() == 3 ? 0 : frame.trueLabel(),
                    frame.trueLabel() == 0 ? "exit1" : "final",
                    1));
    AtomicInteger shown = new AtomicInteger();

    Accuracy accuracy = Accuracy.measure(strategy, FRAMES, shown::incrementAndGet);

    assertThat(accuracy).isEqualTo(new Accuracy(40, 30, 10, 0));
    assertThat(accuracy.share()).isEqualTo(0.75);
    assertThat(accuracy.earlyShare()).isEqualTo(0.25);
    assertThat(shown).hasValue(40);
  }

  @Test
  void framesWithoutAnAnswerCountAsWrong() {
    InferenceStrategy strategy =
        FakeStrategy.answering(
            frame ->
                frame.id().equals("f0")
                    ? new Outcome.Failed("runtime", "made up")
                    : FakeStrategy.classified(frame.trueLabel(), "final", 1));

    assertThat(Accuracy.measure(strategy, FRAMES, () -> {})).isEqualTo(new Accuracy(40, 39, 0, 1));
  }

  @Test
  void firstInferencesOfABlockDoNotCount() {
    AtomicInteger calls = new AtomicInteger();
    InferenceStrategy strategy =
        FakeStrategy.answering(
            frame -> {
              boolean first = calls.getAndIncrement() % 25 < 5;
              return FakeStrategy.classified(0, "final", first ? 1_000_000 : 2_000);
            });

    Latency latency = new LatencyRounds(FRAMES, 3, 1).measure(List.of(strategy), done -> {}).get(0);

    assertThat(latency.medians()).containsExactly(2, 2, 2);
    assertThat(latency.means()).containsExactly(2, 2, 2);
    assertThat(latency.figures()).isEqualTo(new LatencyFigures(2, 2, 2, 2, 2, 2));
  }

  @Test
  void everyStrategySeesTheSameFramesInEachRoundInChangingOrder() {
    List<String> seen = new ArrayList<>();
    List<InferenceStrategy> strategies =
        List.of(FakeStrategy.taking("a", 1, seen), FakeStrategy.taking("b", 1, seen));
    LatencyRounds rounds = new LatencyRounds(FRAMES, 30, 1);

    rounds.measure(strategies, done -> {});

    Set<String> leaders = new HashSet<>();
    for (int round = 0; round < rounds.total(); round++) {
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

    assertThatThrownBy(() -> new LatencyRounds(FRAMES, 1, 1).measure(List.of(strategy), done -> {}))
        .hasMessageContaining("not-finite");
  }
}
