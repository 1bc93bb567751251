package org.cbnet.inference.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Time is what the subjects say that they took. */
class InterleavedRoundsTest {
  private static final ProfileListener NOBODY = (phase, done, of) -> {};

  private long wall;
  private long cpu;
  private final Clocks clocks = new Clocks(() -> wall, () -> cpu, Clock.systemUTC());
  private final List<Integer> ran = new ArrayList<>();

  @Test
  void theMedianOverRoundsIsNotMovedByAFewSlowOnes() throws Exception {
    int[] runs = {0};
    Subject subject =
        () -> {
          runs[0]++;
          pass(runs[0] % 5 == 0 ? 9_000 : 1_000, 700);
        };

    Timing timing = rounds(20, Duration.ZERO).measure(List.of(subject)).get(0);

    assertThat(timing).isEqualTo(new Timing(1_000, 1_000, 9_000, 700));
  }

  @Test
  void aQuickSubjectRunsOftenEnoughToFillABlock() throws Exception {
    int[] runs = {0, 0};
    List<Subject> subjects =
        List.of(
            () -> {
              runs[0]++;
              pass(10_000, 10_000);
            },
            () -> {
              runs[1]++;
              pass(5_000_000, 5_000_000);
            });

    List<Timing> timings = rounds(3, Duration.ofMillis(1)).measure(subjects);

    assertThat(timings).extracting(Timing::medianNanos).containsExactly(10_000L, 5_000_000L);
    assertThat(timings).extracting(Timing::cpuNanos).containsExactly(10_000L, 5_000_000L);
    // Warm up twice: until a millisecond has passed, and five times.
    assertThat(runs).containsExactly(2 * 100 + 3 * 100, 2 * 5 + 3);
  }

  @Test
  void anInterruptionWhileWarmingUpDoesNotShortenBlocks() throws Exception {
    int[] runs = {0};
    Subject subject =
        () -> {
          runs[0]++;
          pass(runs[0] == 103 ? 50_000_000 : 10_000, 10_000);
        };

    rounds(3, Duration.ofMillis(1)).measure(List.of(subject));

    // Warm up: 100 runs fill a block, the second time the long one does, in five runs.
    assertThat(runs[0]).isEqualTo(100 + 5 + 3 * 100);
  }

  @Test
  void everyRoundHasEachOnceInAnOrderOfItsOwnThatTheSeedGives() throws Exception {
    List<List<Integer>> first = orders(7);

    assertThat(first).allMatch(order -> new HashSet<>(order).size() == 4);
    assertThat(new HashSet<>(first)).hasSizeGreaterThan(5);
    assertThat(orders(7)).isEqualTo(first);
    assertThat(orders(8)).isNotEqualTo(first);
  }

  @Test
  void theListenerMayEndIt() {
    ProfileListener tired =
        (phase, done, of) -> {
          if (phase.equals("measuring") && done == 2) {
            throw new IllegalStateException("enough");
          }
        };

    assertThatThrownBy(
            () ->
                new InterleavedRounds(plan(5, Duration.ZERO, 1), clocks, tired)
                    .measure(List.of(subject(0))))
        .hasMessage("enough");
    assertThat(ran).hasSize(2 * 5 + 2);
  }

  @Test
  void rejectsNoRounds() {
    assertThatThrownBy(() -> plan(0, Duration.ZERO, 1)).hasMessage("rounds must be at least 1: 0");
  }

  private List<List<Integer>> orders(long seed) throws Exception {
    ran.clear();
    new InterleavedRounds(plan(20, Duration.ZERO, seed), clocks, NOBODY)
        .measure(List.of(subject(0), subject(1), subject(2), subject(3)));
    List<Integer> measured = ran.subList(4 * 2 * 5, ran.size());
    List<List<Integer>> orders = new ArrayList<>();
    for (int i = 0; i < measured.size(); i += 4) {
      orders.add(List.copyOf(measured.subList(i, i + 4)));
    }
    return orders;
  }

  private Subject subject(int number) {
    return () -> {
      ran.add(number);
      pass(1_000, 1_000);
    };
  }

  private InterleavedRounds rounds(int rounds, Duration block) {
    return new InterleavedRounds(plan(rounds, block, 1), clocks, NOBODY);
  }

  private static MeasurementPlan plan(int rounds, Duration block, long seed) {
    return new MeasurementPlan(rounds, block, seed);
  }

  private void pass(long wallNanos, long cpuNanos) {
    wall += wallNanos;
    cpu += cpuNanos;
  }
}
