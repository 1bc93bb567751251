package org.cbnet.experiments.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinkTimeTest {
  @Test
  void goesWithTheClockWithoutOutages() {
    LinkTime time = time(OutagePlan.none(), 100);

    assertThat(time.at(250)).isEqualTo(250);
    assertThat(time.real(300)).isEqualTo(300);
    assertThat(time.nextChange()).isEqualTo(LinkTime.NEVER);
  }

  @Test
  void standsStillInAnOutageAndGoesOnWhereItWas() {
    LinkTime time = time(outage(50, 80), 100);

    assertThat(time.nextChange()).isEqualTo(150);
    time.change();

    assertThat(time.isDown()).isTrue();
    assertThat(time.at(170)).isEqualTo(150);
    assertThat(time.real(151)).isEqualTo(LinkTime.NEVER);
    assertThat(time.nextChange()).isEqualTo(180);
    time.change();

    assertThat(time.isDown()).isFalse();
    assertThat(time.at(190)).isEqualTo(160);
    assertThat(time.real(160)).isEqualTo(190);
    assertThat(time.nextChange()).isEqualTo(LinkTime.NEVER);
  }

  @Test
  void aNewPlanEndsTheOutageAndCountsFromThen() {
    LinkTime time = time(OutagePlan.always(), 0);
    time.change();

    time.plan(outage(10, 20), new SplittableRandom(1), 500);

    assertThat(time.isDown()).isFalse();
    assertThat(time.at(505)).isEqualTo(5);
    assertThat(time.nextChange()).isEqualTo(510);
  }

  @Test
  void neverIsNever() {
    LinkTime time = time(OutagePlan.always(), 0);
    time.change();

    assertThat(time.isDown()).isTrue();
    assertThat(time.nextChange()).isGreaterThan(Duration.ofDays(30_000).toNanos());
  }

  private static LinkTime time(OutagePlan plan, long now) {
    return new LinkTime(plan, new SplittableRandom(1), now);
  }

  private static OutagePlan outage(long start, long end) {
    return OutagePlan.at(List.of(new Outage(Duration.ofNanos(start), Duration.ofNanos(end))));
  }
}
