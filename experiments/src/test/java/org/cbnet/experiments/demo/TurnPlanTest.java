package org.cbnet.experiments.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.cbnet.experiments.demo.TurnPlan.Turn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnPlanTest {
  private static final List<String> STRATEGIES = List.of("a", "b", "c");

  @ParameterizedTest
  @ValueSource(ints = {1, 24, 25, 26, 499, 500, 501, 1000, 10_000})
  void givesEveryStrategyEveryFrameOnce(int frames) {
    TurnPlan plan = TurnPlan.of(STRATEGIES, frames, new Random(1));

    for (String strategy : STRATEGIES) {
      int next = 0;
      for (Turn turn : plan.turns()) {
        if (turn.strategy().equals(strategy)) {
          assertThat(turn.firstFrame()).isEqualTo(next);
          next += turn.frames();
        }
      }
      assertThat(next).isEqualTo(frames);
    }
  }

  @Test
  void givesAllStrategiesTheSameFramesInARound() {
    TurnPlan plan = TurnPlan.of(STRATEGIES, 1000, new Random(1));

    assertThat(plan.rounds()).isEqualTo(20);
    plan.turns().stream()
        .collect(Collectors.groupingBy(Turn::round))
        .forEach(
            (round, turns) -> {
              assertThat(turns).extracting(Turn::strategy).containsExactlyInAnyOrder("a", "b", "c");
              assertThat(turns).extracting(Turn::firstFrame).containsOnly(round * 50);
            });
  }

  @Test
  void drawsTheOrderWithinARoundFromTheSeed() {
    List<Turn> turns = TurnPlan.of(STRATEGIES, 1000, new Random(1)).turns();

    assertThat(TurnPlan.of(STRATEGIES, 1000, new Random(1)).turns()).isEqualTo(turns);
    assertThat(TurnPlan.of(STRATEGIES, 1000, new Random(2)).turns()).isNotEqualTo(turns);
  }
}
