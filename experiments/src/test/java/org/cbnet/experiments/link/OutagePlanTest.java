package org.cbnet.experiments.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OutagePlanTest {
  private static final Duration UP = Duration.ofSeconds(20);
  private static final Duration DOWN = Duration.ofSeconds(3);

  @Test
  void equalSeedsGiveEqualOutages() {
    assertThat(drawn(1, 20)).isEqualTo(drawn(1, 20)).isNotEqualTo(drawn(2, 20));
  }

  @Test
  void timesUpAndDownHaveTheirMeansAndDoNotOverlap() {
    List<Outage> outages = drawn(3, 20_000);
    double down = 0;
    for (int i = 0; i < outages.size(); i++) {
      down += outages.get(i).length().toNanos();
      if (i > 0) {
        assertThat(outages.get(i).start()).isGreaterThan(outages.get(i - 1).end());
      }
    }
    double all = outages.get(outages.size() - 1).end().toNanos();

    assertThat(down / outages.size() / DOWN.toNanos()).isBetween(0.97, 1.03);
    assertThat((all - down) / outages.size() / UP.toNanos()).isBetween(0.97, 1.03);
  }

  @Test
  void refusesOutagesThatOverlap() {
    Outage first = new Outage(Duration.ofSeconds(1), Duration.ofSeconds(3));
    Outage second = new Outage(Duration.ofSeconds(2), Duration.ofSeconds(4));

    assertThatThrownBy(() -> OutagePlan.at(List.of(first, second)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT2S")
        .hasMessageContaining("give them in order");
  }

  @Test
  void refusesWhatIsNoTime() {
    assertThatThrownBy(() -> new Outage(UP, UP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("an end behind it");
    assertThatThrownBy(() -> OutagePlan.random(Duration.ZERO, DOWN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT0S");
  }

  private static List<Outage> drawn(long seed, int count) {
    Iterator<Outage> outages = OutagePlan.random(UP, DOWN).outages(new SplittableRandom(seed));
    List<Outage> drawn = new ArrayList<>();
    while (drawn.size() < count) {
      drawn.add(outages.next());
    }
    return drawn;
  }
}
