package org.cbnet.experiments.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LinkProfilesTest {
  @Test
  void namesAreThoseOfTheIssue() {
    assertThat(LinkProfiles.all())
        .extracting(LinkProfile::name)
        .containsExactly("lan", "wifi", "lte", "3g", "flaky", "offline");
    assertThat(LinkProfiles.named("3g")).isEqualTo(LinkProfiles.THREE_G);
  }

  @Test
  void figuresAreThoseOfTheirSources() {
    LinkProfile threeG = LinkProfiles.named("3g");

    assertThat(threeG.down().bitsPerSecond()).isEqualTo(1_600_000);
    assertThat(threeG.up().bitsPerSecond()).isEqualTo(768_000);
    assertThat(threeG.up().delay().plus(threeG.down().delay())).isEqualTo(Duration.ofMillis(300));
  }

  @Test
  void tellsWhatAnEchoTakes() {
    LinkProfile lte = LinkProfiles.LTE;

    // 70 ms, the median of two jitters of 3 ms, and 1500 bytes twice at 12 Mbit/s.
    assertThat(lte.askedRoundTripNanos(1_500, 0.5) / 1e6).isCloseTo(70 + 5.035 + 2, within(0.01));
  }

  @Test
  void namesWhatThereIsInsteadOfAnUnknownOne() {
    assertThatThrownBy(() -> LinkProfiles.named("5g"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'5g'")
        .hasMessageContaining("lan, wifi, lte, 3g, flaky, offline");
  }

  @Test
  void refusesLanesThatCanNotBe() {
    Duration none = Duration.ZERO;

    assertThatThrownBy(() -> new LaneProfile(0, none, none, 64_000))
        .hasMessageContaining("rate of 0 bit/s");
    assertThatThrownBy(() -> new LaneProfile(1_000_000, none.minusMillis(1), none, 64_000))
        .hasMessageContaining("delay of PT-0.001S");
    assertThatThrownBy(() -> new LaneProfile(1_000_000, none, Duration.ofDays(1), 64_000))
        .hasMessageContaining("jitter of PT24H");
    assertThatThrownBy(() -> new LaneProfile(1_000_000, none, none, 100))
        .hasMessageContaining("queue of 100 bytes")
        .hasMessageContaining("give at least 1448");
  }
}
