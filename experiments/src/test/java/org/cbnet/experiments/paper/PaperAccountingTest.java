package org.cbnet.experiments.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PaperAccountingTest {
  @Test
  void timesTheTrunkAloneAsTheAuthorsDid() {
    PaperTimes times = new PaperTimes("mnist", 100, 10, 90, 40);

    assertThat(times.micros("edge-full", 0)).contains(100.0);
    // Of ten images eight leave at exit 1: what is behind it is run for two.
    assertThat(times.micros("early-exit", 0.8).orElseThrow()).isCloseTo(28, within(1e-9));
    assertThat(times.micros("truncated", 1)).contains(10.0);
    assertThat(times.micros("cbnet-paper", 1)).contains(40.0);
    assertThat(times.micros("cbnet", 0)).isEmpty();
  }

  @Test
  void refusesTimesThatAreNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PaperTimes("mnist", 100, 10, 0, 40))
        .withMessageContaining("100.0, 10.0, 0.0, 40.0");
  }

  @Test
  void measuresTheShippedNetworks() throws IOException {
    PaperTimes times = PaperAccounting.measure("fashion-mnist", Path.of("../models/fashion-mnist"));

    // No figure is asserted, only that parts are less than wholes.
    assertThat(times.toExitMicros()).isLessThan(times.wholeMicros());
    assertThat(times.toExitMicros()).isLessThan(times.convertedToExitMicros());
    assertThat(times.fromExitMicros()).isLessThan(times.wholeMicros() * 1.2);
  }
}
