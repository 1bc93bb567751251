package org.cbnet.experiments.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class OwnCostTest {
  @Test
  void isAFractionOfAMillisecond() throws Exception {
    try (LinkNetwork network = LinkNetwork.calibrated(1)) {
      Duration most = Duration.ofNanos(300_000);

      assertThat(network.ownCost().ofShort()).isBetween(Duration.ZERO, most);
      assertThat(network.ownCost().ofLong()).isBetween(Duration.ZERO, most);
    }
  }

  @Test
  void dependsOnTheDelay() {
    OwnCost cost = new OwnCost(Duration.ofNanos(3), Duration.ofNanos(5));

    assertThat(cost.nanosFor(Duration.ofNanos(250_000))).isEqualTo(3);
    assertThat(cost.nanosFor(Duration.ofMillis(1))).isEqualTo(5);
    assertThatThrownBy(() -> new OwnCost(Duration.ZERO, Duration.ofNanos(-1)))
        .hasMessageContaining("PT-0.000000001S");
  }
}
