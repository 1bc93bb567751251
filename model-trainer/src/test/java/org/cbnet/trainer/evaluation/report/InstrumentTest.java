package org.cbnet.trainer.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.cbnet.trainer.evaluation.latency.Ratio;
import org.junit.jupiter.api.Test;

class InstrumentTest {
  private static final Ratio MEANS = new Ratio(1.5, 0.9, 2);

  @Test
  void baselineAgainstItselfMustContainOneAndBeNarrow() {
    assertThat(AaCheck.of(new Ratio(1.001, 0.99, 1.01), MEANS).passed()).isTrue();
    assertThat(AaCheck.of(new Ratio(1.0, 0.98, 1.02), MEANS).passed()).isTrue();
    assertThat(AaCheck.of(new Ratio(1.01, 1.002, 1.015), MEANS).passed()).isFalse();
    assertThat(AaCheck.of(new Ratio(1.0, 0.979, 1.01), MEANS).passed()).isFalse();
    assertThat(AaCheck.of(new Ratio(1.0, 0.99, 1.021), MEANS).passed()).isFalse();
  }

  @Test
  void meansOfTheBaselineAgainstItselfMustContainOneHoweverWide() {
    Ratio narrow = new Ratio(1, 0.99, 1.01);

    AaCheck check = AaCheck.of(narrow, MEANS);

    assertThat(check).isEqualTo(new AaCheck(1, 0.99, 1.01, 1.5, 0.9, 2, true));
    assertThat(AaCheck.of(narrow, new Ratio(1.01, 1.001, 1.02)).passed()).isFalse();
    assertThat(AaCheck.of(narrow, new Ratio(0.98, 0.97, 0.999)).passed()).isFalse();
  }

  @Test
  void stolenTimeIsAShareOfAllStates() {
    ProcessorTime before = ProcessorTime.of("cpu  100 0 50 800 10 0 5 20 7 0").orElseThrow();
    ProcessorTime after = ProcessorTime.of("cpu  140 0 60 840 10 0 5 30 9 0").orElseThrow();

    // 100 ticks passed, 10 of them stolen; guest time is in user time already.
    assertThat(after.stealShareSince(before)).isCloseTo(0.1, within(1e-12));
    assertThat(before.stealShareSince(before)).isZero();
    assertThat(ProcessorTime.of("cpu 1 2 3 4")).isEmpty();
  }
}
