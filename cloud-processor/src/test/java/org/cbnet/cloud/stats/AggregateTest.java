package org.cbnet.cloud.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.cbnet.cloud.TestRecords.energy;
import static org.cbnet.cloud.TestRecords.failure;
import static org.cbnet.cloud.TestRecords.result;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AggregateTest {

  @Test
  void isTheSameAfterItsStoredForm() {
    Aggregate row = some(1);

    assertSame(Aggregate.of(row.toState()).figures(), row.figures());
    assertThat(Aggregate.of(row.toState()).toState()).isEqualTo(row.toState());
  }

  @Test
  void addsUpInAnyOrder() {
    Aggregate forth = Aggregate.empty();
    Aggregate back = Aggregate.empty();
    for (int i = 0; i < 10; i++) {
      forth.merge(some(i));
      back.merge(some(9 - i));
    }

    assertSame(back.figures(), forth.figures());
    assertThat(forth.figures().tally().results()).isEqualTo(10 * 101);
  }

  @Test
  void tellsQuantilesWithinOnePercentAndTheMeanExactly() {
    Aggregate row = Aggregate.empty();
    for (long micros = 1; micros <= 1_000; micros++) {
      row.add(result("f" + micros).setTotalNanos(micros * 1_000).build(), false);
    }

    Latency total = row.figures().total().orElseThrow();
    for (double quantile : new double[] {0.01, 0.5, 0.95, 0.99}) {
      double exact = 1 + quantile * 999;
      assertThat(total.quantileMicros(quantile)).isCloseTo(exact, offset(1 + exact * 0.01));
    }
    assertThat(total.meanMicros()).isEqualTo(500.5);
  }

  @Test
  void keepsItsSizeWhateverNamesDevicesChoose() {
    Aggregate row = Aggregate.empty();
    for (int i = 0; i < 1_000; i++) {
      row.add(result("f" + i).setExit("exit-" + i).build(), false);
      row.add(energy("pi-1", i).setSource("meter-" + i).build());
      row.add(energy("pi-1", i).setSource("model:" + i).build());
    }

    Figures figures = row.figures();
    assertThat(figures.exits()).hasSizeLessThanOrEqualTo(Counts.MAX_NAMES + 1);
    assertThat(figures.exits().values())
        .satisfies(counts -> assertThat(sum(counts)).isEqualTo(1000));
    assertThat(figures.energy()).hasSizeLessThanOrEqualTo(18);
    assertThat(inferences(figures.metered())).isEqualTo(10_000);
    assertThat(inferences(figures.modelled())).isEqualTo(10_000);
  }

  @Test
  void addsJoulesExactlyAndBelowZero() {
    Aggregate row = Aggregate.empty();
    for (int i = 0; i < 1_000_000; i++) {
      row.add(energy("pi-1", i).setGrossJoules(0.1).setIdleJoules(0.2).build());
    }

    assertThat(row.figures().modelled().get("model:rbp4b1.2-64").netJoules()).isEqualTo(-100_000.0);
  }

  private static Aggregate some(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Aggregate row = Aggregate.empty();
    IntStream.range(0, 100)
        .forEach(
            i ->
                row.add(
                    result("f" + i)
                        .setTotalNanos(random.nextLong(1, 1_000_000_000))
                        .setPredictedLabel(random.nextInt(10))
                        .build(),
                    true));
    row.add(failure("failed").setBytesUp(7).setFellBack(true).build(), false);
    row.add(energy("pi-1", seed).setGrossJoules(random.nextDouble()).build());
    row.addTelemetryBytes(seed);
    row.touch(seed + 1_000L);
    return row;
  }

  private static void assertSame(Figures actual, Figures expected) {
    assertThat(actual.tally()).isEqualTo(expected.tally());
    assertThat(actual.bytes()).isEqualTo(expected.bytes());
    assertThat(actual.exits()).isEqualTo(expected.exits());
    assertThat(actual.energy()).isEqualTo(expected.energy());
    assertThat(actual.appended()).isEqualTo(expected.appended());
    for (double quantile : new double[] {0, 0.1, 0.5, 0.99, 1}) {
      assertThat(actual.total().orElseThrow().quantileMicros(quantile))
          .isEqualTo(expected.total().orElseThrow().quantileMicros(quantile));
    }
    assertThat(actual.total().orElseThrow().meanMicros())
        .isEqualTo(expected.total().orElseThrow().meanMicros());
  }

  private static long inferences(Map<String, Energy> energy) {
    return energy.values().stream().mapToLong(Energy::inferences).sum();
  }

  private static long sum(Iterable<? extends Long> counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }
}
