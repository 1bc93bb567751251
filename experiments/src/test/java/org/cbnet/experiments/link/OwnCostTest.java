package org.cbnet.experiments.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class OwnCostTest {
  @Test
  void isAFractionOfAMillisecond() throws Exception {
    try (LinkNetwork network = LinkNetwork.calibrated(1)) {
      assertThat(network.ownCost()).isBetween(Duration.ZERO, Duration.ofNanos(150_000));
    }
  }
}
