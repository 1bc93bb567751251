package org.cbnet.inference.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TrialsTest {
  private static final double[] COSTS = {13, 30, 10, 14.1, 9, 13.9};

  @Test
  void triesAllThatAreNearInTurn() {
    Trials trials = new Trials(COSTS.length, 0);
    List<Integer> tried = new ArrayList<>();
    for (long i = 1; i <= 6; i++) {
      trials.next(i * Trials.EVERY_NANOS, 2, cut -> COSTS[cut]).ifPresent(tried::add);
    }

    assertThat(tried).containsExactly(0, 4, 5, 0, 4, 5);
  }

  @Test
  void triesNothingWhereAllElseIsFar() {
    Trials trials = new Trials(2, 0);

    assertThat(trials.next(Trials.EVERY_NANOS, 0, cut -> cut == 0 ? 10 : 15))
        .isEqualTo(OptionalInt.empty());
  }
}
